using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hamlet.Formats.Wandb;
using Hamlet.Outputs.Remote;

namespace Hamlet.Outputs.Wandb;

/// <summary>
/// Sends a run's <c>.wandb</c> file as W&amp;B's own program does: one call that makes the run, then its history line by line into a
/// stream. A line has its number, so that one sent twice is there once.
/// </summary>
internal sealed class WandbUpload : IUpload
{
    /// <summary>The kind of server.</summary>
    public const string Kind = "wandb";

    private const string Entity = "entity";
    private const string Project = "project";
    private const string Run = "run";
    private const string History = "history";

    private readonly string _statePath;
    private readonly string _files;
    private readonly UploadRule _rule;
    private readonly WandbLogReader _log;
    private readonly RemoteClient _client;
    private readonly WandbPicture _picture = new();
    private readonly UploadLock _lock;
    private UploadState _state;
    private WandbBatch? _batch;
    private int _toldVersion = -1;
    private long _lastPost;

    /// <summary>Opens the file, and goes on where the server has acknowledged it.</summary>
    public WandbUpload(string runDirectory, string statePath, UploadState state, Secret key, UploadRule rule, UploadLock own)
    {
        _statePath = statePath;
        _state = state;
        _rule = rule;
        _lock = own;
        string log = Path.GetFullPath(Path.Combine(runDirectory, state.Spool));
        _files = Path.Combine(Path.GetDirectoryName(log)!, "files");
        _log = new WandbLogReader(log);
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"api:{key.Reveal()}"));
        _client = new RemoteClient(new AuthenticationHeaderValue("Basic", basic), key, rule.RequestTimeout);
        while (_log.Position < state.Sent && _log.TryRead(out ReadOnlySpan<byte> record))
        {
            _picture.Add(record);
        }
    }

    /// <summary>The file that says how far a run has been sent.</summary>
    public static string StatePath(string runDirectory, string id) => UploadState.PathOf(runDirectory, $"{Kind}-{id}");

    /// <inheritdoc/>
    public string Server => _state.Server;

    /// <summary>Where a person looks at the run; null before the server knows it.</summary>
    public string? Page => _state.Values.TryGetValue(Run, out string? run)
        ? $"{_state.Server.Replace("https://api.wandb.ai", "https://wandb.ai", StringComparison.Ordinal)}/{_state.Values[Entity]}/{_state.Values[Project]}/runs/{run}"
        : null;

    /// <inheritdoc/>
    public bool Send(CancellationToken token)
    {
        _batch ??= Gather();
        if (_batch is null)
        {
            // Also a run that logs nothing yet is to be seen.
            if (_toldVersion != _picture.Version && _picture.Run.Count > 0)
            {
                Tell(token);
            }
            else if (_toldVersion >= 0 && !_state.Complete && TimeProvider.System.GetElapsedTime(_lastPost) >= _rule.Heartbeat)
            {
                Post(WandbMessages.Stream(null, 0, []), token);
            }

            return false;
        }

        if (_toldVersion != _picture.Version)
        {
            Tell(token);
        }

        SendFiles(_batch.Files, token);
        long rows = Rows();
        Keep(_state with { InFlight = Math.Max(_state.InFlight, _batch.End) });
        if (!_batch.IsEmpty)
        {
            Post(WandbMessages.Stream(_batch, rows, _picture.Summary()), token);
        }

        _state.Values[History] = (rows + _batch.Rows.Count).ToString(CultureInfo.InvariantCulture);
        Keep(_state with { Sent = _batch.End, Complete = _batch.ExitCode is not null });
        _batch = null;
        return true;
    }

    /// <inheritdoc/>
    public string Left()
    {
        long rows = _batch?.Rows.Count ?? 0;
        long files = _batch?.Files.Count ?? 0;
        bool more = _batch is not null;
        while (_log.TryRead(out ReadOnlySpan<byte> record))
        {
            var batch = new WandbBatch();
            batch.Add(record, _log.Position);
            rows += batch.Rows.Count;
            files += batch.Files.Count;
            more = true;
        }

        return more ? FormattableString.Invariant($"{rows} rows and {files} files are") : "";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _log.Dispose();
        _lock.Dispose();
    }

    private static RemoteException Odd(string what) => new($"W&B answered without {what}.", mayPass: true);

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : default;

    private static string Text(JsonElement element, string what) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Odd(what);

    private WandbBatch? Gather()
    {
        var batch = new WandbBatch();
        bool any = false;
        while (!batch.IsFull && _log.TryRead(out ReadOnlySpan<byte> record))
        {
            any = true;
            _picture.Add(record);
            batch.Add(record, _log.Position);
        }

        return any ? batch : null;
    }

    private long Rows() => long.Parse(_state.Values[History], CultureInfo.InvariantCulture);

    private void Tell(CancellationToken token)
    {
        int version = _picture.Version;
        JsonElement data = Query(WandbMessages.UpsertBucket(_picture), token);
        JsonElement bucket = Member(Member(data, "upsertBucket"), "bucket");
        JsonElement project = Member(bucket, "project");
        _state.Values[Run] = Text(Member(bucket, "name"), "the run's name");
        _state.Values[Project] = Text(Member(project, "name"), "the project");
        _state.Values[Entity] = Text(Member(Member(project, "entity"), "name"), "the entity");

        // Lines that the server has from elsewhere stay: this run's come behind them.
        long known = Member(bucket, "historyLineCount") is { ValueKind: JsonValueKind.Number } count ? count.GetInt64() : 0;
        _state.Values.TryAdd(History, known.ToString(CultureInfo.InvariantCulture));
        Keep(_state);
        _toldVersion = version;
    }

    private void SendFiles(List<string> names, CancellationToken token)
    {
        string[] there = [.. names.Distinct(StringComparer.Ordinal).Where(name => File.Exists(Path.Combine(_files, name)))];
        if (there.Length == 0)
        {
            return;
        }

        JsonElement data = Query(WandbMessages.CreateRunFiles(_state.Values[Entity], _state.Values[Project], _state.Values[Run], there), token);
        JsonElement answer = Member(data, "createRunFiles");
        (string, string)[] headers = Member(answer, "uploadHeaders") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(static header => header.GetString()!.Split(':', 2)).Where(static p => p.Length == 2).Select(static p => (p[0], p[1]))]
            : [];
        if (Member(answer, "files") is not { ValueKind: JsonValueKind.Array } files)
        {
            throw Odd("the addresses of files");
        }

        foreach (JsonElement file in files.EnumerateArray())
        {
            string name = Text(Member(file, "name"), "a file's name");
            string url = new Uri(new Uri(_state.Server), Text(Member(file, "uploadUrl"), "a file's address")).AbsoluteUri;
            if (there.Contains(name, StringComparer.Ordinal))
            {
                _client.Put(url, Path.Combine(_files, name), headers, authorize: false, token);
            }
        }
    }

    private JsonElement Query(byte[] body, CancellationToken token)
    {
        JsonElement answer;
        try
        {
            answer = _client.Json(HttpMethod.Post, $"{_state.Server}/graphql", body, token);
        }
        catch (RemoteException e) when (e.Status == 409)
        {
            throw new RemoteException(e.Message, mayPass: true, e.Status, e.RetryAfter, e); // Somebody else changes the run just now.
        }

        if (Member(answer, "errors") is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0)
        {
            throw new RemoteException($"W&B refused: {Member(errors[0], "message")}", mayPass: false);
        }

        return Member(answer, "data") is { ValueKind: JsonValueKind.Object } data ? data : throw Odd("data");
    }

    private void Post(byte[] body, CancellationToken token)
    {
        string path = string.Join('/', new[] { Entity, Project, Run }.Select(part => Uri.EscapeDataString(_state.Values[part])));
        _client.Json(HttpMethod.Post, $"{_state.Server}/files/{path}/file_stream", body, token);
        _lastPost = TimeProvider.System.GetTimestamp();
    }

    private void Keep(UploadState state)
    {
        _state = state;
        state.Write(_statePath);
    }
}
