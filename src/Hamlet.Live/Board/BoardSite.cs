using System.Text;
using Hamlet.Live.Server;
using Microsoft.AspNetCore.Http;

namespace Hamlet.Live.Board;

/// <summary>The page of all runs: it only reads, and only runs of the list.</summary>
/// <param name="directory">The directory of all runs, as the user named it.</param>
/// <param name="logs">The runs.</param>
internal sealed class BoardSite(string directory, BoardLogs logs) : ISite
{
    private const string Prefix = "/api/";
    private const string JsonType = "application/json; charset=utf-8";

    /// <inheritdoc/>
    public string Home => "board.html";

    /// <inheritdoc/>
    public async Task<bool> TryAnswerAsync(HttpContext context, string path)
    {
        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
        {
            return false;
        }

        try
        {
            (string type, byte[] content) = Answer(context, path[Prefix.Length..]);
            await PageServer.WriteAsync(context, StatusCodes.Status200OK, type, content).ConfigureAwait(false);
        }
        catch (KeyNotFoundException e)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, e.Message).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A run that is being deleted or moved, or is another's.
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, e.Message).ConfigureAwait(false);
        }

        return true;
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason) =>
        PageServer.WriteAsync(context, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(reason));

    private (string Type, byte[] Content) Answer(HttpContext context, string what)
    {
        IQueryCollection query = context.Request.Query;
        if (what == "runs")
        {
            return (JsonType, BoardMessages.Runs(directory, logs.List()));
        }

        string name = query["run"].ToString();
        BoardRun run = logs.Run(name) ?? throw new KeyNotFoundException($"there is no run '{name}'");
        string tag = query["tag"].ToString();
        switch (what)
        {
            case "run":
                return (JsonType, Look(run, log => BoardMessages.Run(run, log)));
            case "curves":
                EpisodeClock clock = logs.Clock(run);
                string?[] tags = [.. query["tag"]];
                return (JsonType, Look(run, log => BoardMessages.Curves(log, clock, tags.OfType<string>())));
            case "values":
                return (JsonType, Look(run, log => BoardMessages.Values(Values(log, tag))));
            case "image":
                return ("image/png", Look(run, log => Image(log, tag, query["index"].ToString())));
            case "csv":
                string file = $"{(tag.Length > 0 ? tag : run.Name).Replace('/', '_')}.csv";
                context.Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(file)}\"; filename*=UTF-8''{Uri.EscapeDataString(file)}";
                return ("text/csv; charset=utf-8", logs.Csv(run, tag.Length > 0 ? tag : null));
            case "replay":
                return (JsonType, Replay(context, run, query["file"].ToString()));
            default:
                throw new KeyNotFoundException($"there is no '{what}'");
        }
    }

    private T Look<T>(BoardRun run, Func<BoardLog, T> read)
    {
        BoardLog log = logs.Log(run);
        lock (log.Lock)
        {
            log.Look();
            return read(log);
        }
    }

    private static LoggedValues Values(BoardLog log, string tag) =>
        log.Values.TryGetValue(tag, out LoggedValues? values) ? values : throw new KeyNotFoundException($"the run has no '{tag}'");

    private static byte[] Image(BoardLog log, string tag, string index) =>
        int.TryParse(index, out int at) && at >= 0 && at < Values(log, tag).Kept.Count && Values(log, tag).Kept[at].Content is byte[] image
            ? image
            : throw new KeyNotFoundException($"'{tag}' has no image {index}");

    // A compressed one goes out as it is: the browser opens it.
    private static byte[] Replay(HttpContext context, BoardRun run, string file)
    {
        string path = BoardMessages.Replay(run, file) ?? throw new KeyNotFoundException($"the run has no replay '{file}'");
        if (file.EndsWith(".gz", StringComparison.Ordinal))
        {
            context.Response.Headers.ContentEncoding = "gzip";
        }

        return File.ReadAllBytes(path);
    }

    private static string FileName(string name) => string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_'));
}
