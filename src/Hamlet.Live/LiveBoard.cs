using Hamlet.Configuration;
using Hamlet.Live.Board;
using Hamlet.Live.Server;

namespace Hamlet.Live;

/// <summary>The page of all runs, finished and under way, for people who have no TensorBoard.</summary>
internal sealed class LiveBoard : IAsyncDisposable
{
    private readonly PageServer _server;

    private LiveBoard(PageServer server) => _server = server;

    /// <summary>Where the page is.</summary>
    public string Url => _server.Url;

    /// <summary>Starts the server.</summary>
    /// <param name="options">Where.</param>
    /// <param name="directory">The directory of all runs.</param>
    /// <param name="source">What the runs say of themselves.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ConfigException">The port is taken.</exception>
    public static async Task<LiveBoard> StartAsync(LiveOptions options, string directory, IBoardSource source, TimeProvider time)
    {
        try
        {
            var site = new BoardSite(directory, new BoardLogs(directory, source, time));
            return new LiveBoard(await PageServer.StartAsync(options, site).ConfigureAwait(false));
        }
        catch (IOException e)
        {
            throw new ConfigException(new ConfigSpan("board", 0, 0), PageServer.ProblemOf(options, e, "--port"));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
