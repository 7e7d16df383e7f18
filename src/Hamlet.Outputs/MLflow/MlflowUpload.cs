using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hamlet.Outputs.Remote;

namespace Hamlet.Outputs.MLflow;

/// <summary>
/// Sends the lines of a run to an MLflow server. Points and parameters that it gets twice it has once; a run is asked for by its tag before
/// it is made a second time.
/// </summary>
internal sealed class MlflowUpload : IUpload
{
    /// <summary>The kind of server.</summary>
    public const string Kind = "mlflow";

    /// <summary>Under which the state has the experiment's name.</summary>
    public const string ExperimentName = "experiment_name";

    private const string OwnTag = "hamlet.spool";
    private const string ArtifactScheme = "mlflow-artifacts:";

    private readonly string _runDirectory;
    private readonly string _statePath;
    private readonly string _copies;
    private readonly string _experiment;
    private readonly SpoolReader _lines;
    private readonly RemoteClient _client;
    private readonly UploadLock _lock;
    private readonly SortedDictionary<int, MlflowBatch> _batch = [];
    private UploadState _state;
    private byte[]? _next;
    private long _batchEnd;

    /// <summary>Opens the file, and goes on where the server has acknowledged it.</summary>
    public MlflowUpload(string runDirectory, string statePath, UploadState state, RemoteHost host, UploadLock own)
    {
        _runDirectory = runDirectory;
        _statePath = statePath;
        _state = state;
        _experiment = state.Values[ExperimentName];
        _lock = own;
        _copies = Path.ChangeExtension(Path.Combine(runDirectory, state.Spool), null);
        _lines = new SpoolReader(Path.Combine(runDirectory, state.Spool), state.Sent);
        _client = MlflowAccess.Client(host);
        _batchEnd = state.Sent;
    }

    /// <inheritdoc/>
    public string Server => _state.Server;

    /// <inheritdoc/>
    public bool Send(CancellationToken token)
    {
        Gather();
        int[] runs = [.. _batch.Where(static pair => !pair.Value.IsEmpty).Select(static pair => pair.Key)];
        if (runs.Length > 0)
        {
            Keep(_state with { InFlight = Math.Max(_state.InFlight, _batchEnd) });
            foreach (int run in runs)
            {
                Call("runs/log-batch", _batch[run].Message(RunId(run)), token);
                _batch[run].Clear();
            }

            Keep(_state with { Sent = _batchEnd });
            return true;
        }

        if (_next is not { } line)
        {
            return false;
        }

        Keep(_state with { InFlight = Math.Max(_state.InFlight, _lines.Position) });
        SendAlone(Parse(line), token);
        _next = null;
        _batchEnd = _lines.Position;
        Keep(_state with { Sent = _batchEnd });
        return true;
    }

    /// <inheritdoc/>
    public string Left()
    {
        int points = _batch.Values.Sum(static batch => batch.Metrics);
        int other = 0;
        if (_next is { } waiting)
        {
            Count(waiting);
        }

        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            Count(line);
        }

        bool any = points + other > 0 || _batch.Values.Any(static batch => !batch.IsEmpty);
        return any ? FormattableString.Invariant($"{points} points and {other} other messages are") : "";

        void Count(ReadOnlySpan<byte> line)
        {
            bool metrics = SpoolLines.TryMetrics(line, out _, out _, out int count, out _);
            points += count;
            other += metrics ? 0 : 1;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _lines.Dispose();
        _lock.Dispose();
    }

    private static bool StandsAlone(JsonElement line) =>
        line.TryGetProperty("begin", out _) || line.TryGetProperty("artifact", out _) || line.TryGetProperty("status", out _);

    private static int RunOf(JsonElement line) => line.GetProperty("run").GetInt32();

    private static string Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            element = element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : default;
        }

        return element.ValueKind == JsonValueKind.String
            ? element.GetString()!
            : throw new RemoteException($"MLflow answered without '{path[^1]}'.", mayPass: true);
    }

    // Lines are sent together up to the first that stands alone, or up to what a server takes at once.
    private void Gather()
    {
        if (_next is { } waiting)
        {
            if (!TryTake(waiting))
            {
                return;
            }

            _next = null;
            _batchEnd = _lines.Position;
        }

        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!TryTake(line))
            {
                _next = line.ToArray();
                return;
            }

            _batchEnd = _lines.Position;
        }
    }

    private bool TryTake(ReadOnlySpan<byte> line)
    {
        if (SpoolLines.TryMetrics(line, out int run, out _, out int count, out ReadOnlySpan<byte> points))
        {
            return BatchOf(run).TryAdd(count, points);
        }

        JsonElement parsed = Parse(line);
        return !StandsAlone(parsed) && BatchOf(RunOf(parsed)).TryAdd(parsed);
    }

    private MlflowBatch BatchOf(int run)
    {
        if (!_batch.TryGetValue(run, out MlflowBatch? batch))
        {
            _batch.Add(run, batch = new MlflowBatch());
        }

        return batch;
    }

    private JsonElement Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(FormattableString.Invariant($"The lines for MLflow are damaged before byte {_lines.Position}."), e);
        }
    }

    private void SendAlone(JsonElement line, CancellationToken token)
    {
        int run = RunOf(line);
        if (line.TryGetProperty("begin", out JsonElement begin))
        {
            Begin(run, begin, token);
        }
        else if (line.TryGetProperty("status", out JsonElement status))
        {
            SetStatus(run, status.GetString()!, line.GetProperty("time").GetInt64(), token);
        }
        else
        {
            SendFile(run, line.GetProperty("artifact").GetString()!, Path.Combine(_copies, line.GetProperty("copy").GetString()!), token);
        }
    }

    private void SetStatus(int run, string status, long time, CancellationToken token)
    {
        var message = new JsonObject { ["run_id"] = RunId(run), ["status"] = status };
        bool over = status != MlflowStatus.Running.ToString().ToUpperInvariant();
        if (over)
        {
            message["end_time"] = time;
        }

        Call("runs/update", message, token);
        Keep(_state with { Complete = over });
    }

    private void Begin(int run, JsonElement begin, CancellationToken token)
    {
        string own = Text(begin, "id");
        string experiment = ExperimentId(token);
        string asked = $"asked_{run}";
        JsonElement? info = _state.Values.ContainsKey(asked) ? Find(experiment, own, token) : null;
        if (info is null)
        {
            _state.Values[asked] = own;
            Keep(_state);
            JsonNode[] tags =
            [
                new JsonObject { ["key"] = OwnTag, ["value"] = own },
                .. begin.GetProperty("tags").EnumerateArray().Select(
                    tag => new JsonObject { ["key"] = Text(tag, "key"), ["value"] = RemoteName(Text(tag, "value")) }),
            ];

            JsonElement answer = Call("runs/create", new JsonObject
            {
                ["experiment_id"] = experiment,
                ["run_name"] = Text(begin, "run_name"),
                ["user_id"] = Text(begin, "user_id"),
                ["start_time"] = begin.GetProperty("start_time").GetInt64(),
                ["tags"] = new JsonArray(tags),
            }, token);
            info = answer.TryGetProperty("run", out JsonElement made) ? made.GetProperty("info") : default(JsonElement);
        }

        _state.Values[$"run_{run}"] = Text(info.Value, "run_id");
        _state.Values[$"artifacts_{run}"] = Text(info.Value, "artifact_uri");
        Keep(_state);
    }

    private JsonElement? Find(string experiment, string own, CancellationToken token)
    {
        JsonElement found = Call("runs/search", new JsonObject
        {
            ["experiment_ids"] = new JsonArray(JsonValue.Create(experiment)),
            ["filter"] = $"tags.`{OwnTag}` = '{own}'",
            ["max_results"] = 1,
        }, token);
        return found.TryGetProperty("runs", out JsonElement runs) && runs.GetArrayLength() > 0 ? runs[0].GetProperty("info") : null;
    }

    private string ExperimentId(CancellationToken token)
    {
        if (_state.Values.TryGetValue("experiment", out string? known))
        {
            return known;
        }

        string id;
        try
        {
            id = ByName(token);
        }
        catch (RemoteException e) when (e.Status == 404)
        {
            try
            {
                id = Text(Call("experiments/create", new JsonObject { ["name"] = _experiment }, token), "experiment_id");
            }
            catch (RemoteException race) when (race.Status == 400)
            {
                id = ByName(token); // Another run of the experiment made it meanwhile.
            }
        }

        _state.Values["experiment"] = id;
        Keep(_state);
        return id;
    }

    private string ByName(CancellationToken token) => Text(
        _client.Json(HttpMethod.Get, $"{Base}/experiments/get-by-name?experiment_name={Uri.EscapeDataString(_experiment)}", null, token),
        "experiment", "experiment_id");

    private string Base => $"{_state.Server}/api/2.0/mlflow";

    private void SendFile(int run, string name, string copy, CancellationToken token)
    {
        // What the server had got before a crash has no copy any more.
        if (!File.Exists(copy))
        {
            return;
        }

        string uri = _state.Values[$"artifacts_{run}"];
        string escaped = string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
        if (uri.StartsWith(ArtifactScheme, StringComparison.Ordinal))
        {
            string root = uri[ArtifactScheme.Length..].TrimStart('/');
            _client.Put($"{_state.Server}/api/2.0/mlflow-artifacts/artifacts/{root}/{escaped}", copy, [], authorize: true, token);
        }
        else if (Uri.TryCreate(uri, UriKind.Absolute, out Uri? place) && place.IsFile)
        {
            string path = Path.Combine(place.LocalPath, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(copy, path, overwrite: true);
        }
        else
        {
            throw new RemoteException(
                $"MLflow keeps files at '{uri}', which only a client of that store can write to. Start the server with --serve-artifacts.", mayPass: false);
        }

        File.Delete(copy);
    }

    /// <summary>What the server calls a run that is called so here; a text that is no such name stays.</summary>
    private string RemoteName(string value)
    {
        int colon = value.IndexOf(':', StringComparison.Ordinal);
        if (!value.StartsWith(Kind + "-", StringComparison.Ordinal) || colon < 0 || value.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            return value;
        }

        string path = UploadState.PathOf(_runDirectory, value[..colon]);
        UploadState? state = path == _statePath ? _state : UploadState.Read(path);
        return state?.Values.GetValueOrDefault($"run_{value[(colon + 1)..]}") ?? value;
    }

    private string RunId(int run) => _state.Values[$"run_{run.ToString(CultureInfo.InvariantCulture)}"];

    private JsonElement Call(string method, JsonObject message, CancellationToken token) =>
        Call(method, System.Text.Encoding.UTF8.GetBytes(message.ToJsonString()), token);

    private JsonElement Call(string method, byte[] message, CancellationToken token) =>
        _client.Json(HttpMethod.Post, $"{Base}/{method}", message, token);

    private void Keep(UploadState state)
    {
        _state = state;
        state.Write(_statePath);
    }
}
