using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hamlet.Tests.Outputs.Remote;

/// <summary>MLflow's REST server as far as a run needs it, and stricter: types, limits, names, order, and who sends.</summary>
internal sealed partial class MlflowServer : LoopbackServer
{
    public const string User = "me";
    public const string Password = "a very secret word";

    public sealed class Run
    {
        public string Name { get; set; } = "";

        public string Status { get; set; } = "RUNNING";

        public long? EndTime { get; set; }

        public Dictionary<string, string> Params { get; } = [];

        public Dictionary<string, string> Tags { get; } = [];

        public Dictionary<string, byte[]> Artifacts { get; } = [];

        public List<(string Key, double Value, long Time, long Step)> Points { get; } = [];

        /// <summary>The steps of a metric, in order; a step that came twice with another value or time stands twice.</summary>
        public long[] Steps(string key) => [.. Points.Where(p => p.Key == key).Select(static p => p.Step).Order()];
    }

    public Dictionary<string, string> Experiments { get; } = [];

    public Dictionary<string, Run> Runs { get; } = [];

    /// <summary>The most points that came with one message.</summary>
    public int LargestBatch { get; private set; }

    protected override (int Status, string Json) Handle(HttpListenerRequest request, byte[] body)
    {
        string expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        Require(request.Headers["Authorization"] == expected, "Nobody is known by that.");
        string path = request.Url!.AbsolutePath;
        const string Artifacts = "/api/2.0/mlflow-artifacts/artifacts/";
        if (path.StartsWith(Artifacts, StringComparison.Ordinal))
        {
            string[] parts = path[Artifacts.Length..].Split('/', 4);
            Require(request.HttpMethod == "PUT" && parts[2] == "artifacts", "No file was put.");
            Runs[parts[1]].Artifacts[Uri.UnescapeDataString(parts[3])] = body;
            return (200, "{}");
        }

        Require(path.StartsWith("/api/2.0/mlflow/", StringComparison.Ordinal), "An unknown address.");
        string method = path["/api/2.0/mlflow/".Length..];
        if (method == "experiments/get-by-name")
        {
            Require(request.HttpMethod == "GET", "This is asked by GET.");
            string name = request.QueryString["experiment_name"]!;
            return Experiments.TryGetValue(name, out string? id)
                ? (200, $$$"""{"experiment":{"experiment_id":"{{{id}}}","lifecycle_stage":"active"}}""")
                : (404, """{"error_code":"RESOURCE_DOES_NOT_EXIST","message":"no such experiment"}""");
        }

        Require(request.HttpMethod == "POST" && request.ContentType == "application/json", "No JSON was posted.");
        Require(body.Length <= 1_000_000, "The message is too large.");
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement message = document.RootElement;
        return method switch
        {
            "experiments/create" => CreateExperiment(message.GetProperty("name").GetString()!),
            "runs/create" => CreateRun(message),
            "runs/search" => Search(message),
            "runs/log-batch" => LogBatch(message),
            "runs/update" => Update(message),
            _ => throw new InvalidOperationException("An unknown call."),
        };
    }

    private static bool IsKey(string key) => key.Length is > 0 and <= 250 && GoodKey().IsMatch(key);

    private (int, string) CreateExperiment(string name)
    {
        Require(!Experiments.ContainsKey(name), "The experiment is there.");
        Experiments.Add(name, (Experiments.Count + 1).ToString());
        return (200, $$"""{"experiment_id":"{{Experiments[name]}}"}""");
    }

    private (int, string) CreateRun(JsonElement message)
    {
        string experiment = message.GetProperty("experiment_id").GetString()!;
        Require(Experiments.ContainsValue(experiment), "No such experiment.");
        Require(message.GetProperty("start_time").GetInt64() > 1_000_000_000_000, "No time in milliseconds.");
        string id = Guid.NewGuid().ToString("N");
        var run = new Run { Name = message.GetProperty("run_name").GetString()! };
        AddTags(run, message);
        Runs.Add(id, run);
        return (200, $$$$"""{"run":{"info":{{{{Info(id, experiment)}}}},"data":{}}}""");
    }

    private static string Info(string id, string experiment) =>
        $$"""{"run_id":"{{id}}","artifact_uri":"mlflow-artifacts:/{{experiment}}/{{id}}/artifacts","status":"RUNNING"}""";

    private (int, string) Search(JsonElement message)
    {
        Match filter = TagFilter().Match(message.GetProperty("filter").GetString()!);
        Require(filter.Success, "The filter is none.");
        string experiment = message.GetProperty("experiment_ids")[0].GetString()!;
        string[] found = [.. Runs.Where(r => r.Value.Tags.GetValueOrDefault(filter.Groups[1].Value) == filter.Groups[2].Value)
            .Select(r => $$$"""{"info":{{{Info(r.Key, experiment)}}},"data":{}}""")];
        return (200, found.Length == 0 ? "{}" : $$"""{"runs":[{{string.Join(',', found)}}]}""");
    }

    private (int, string) LogBatch(JsonElement message)
    {
        Run run = Runs[message.GetProperty("run_id").GetString()!];
        JsonElement metrics = message.GetProperty("metrics");
        JsonElement parameters = message.GetProperty("params");
        JsonElement tags = message.GetProperty("tags");
        int total = metrics.GetArrayLength() + parameters.GetArrayLength() + tags.GetArrayLength();
        Require(total is > 0 and <= 1000 && parameters.GetArrayLength() <= 100 && tags.GetArrayLength() <= 100, "Too much at once, or nothing.");
        LargestBatch = Math.Max(LargestBatch, metrics.GetArrayLength());
        foreach (JsonElement metric in metrics.EnumerateArray())
        {
            string key = metric.GetProperty("key").GetString()!;
            Require(IsKey(key), $"'{key}' is no name.");
            JsonElement value = metric.GetProperty("value");
            double number = value.ValueKind == JsonValueKind.String
                ? value.GetString() switch
                {
                    "NaN" => double.NaN,
                    "Infinity" => double.PositiveInfinity,
                    "-Infinity" => double.NegativeInfinity,
                    _ => throw new InvalidOperationException("No number."),
                }
                : value.GetDouble();
            var point = (key, number, metric.GetProperty("timestamp").GetInt64(), metric.GetProperty("step").GetInt64());
            if (!run.Points.Contains(point))
            {
                run.Points.Add(point);
            }
        }

        foreach (JsonElement parameter in parameters.EnumerateArray())
        {
            (string key, string value) = (parameter.GetProperty("key").GetString()!, parameter.GetProperty("value").GetString()!);
            Require(IsKey(key) && value.Length <= 6000, $"'{key}' is no parameter.");
            Require(run.Params.GetValueOrDefault(key, value) == value, $"Changing param {key}.");
            run.Params[key] = value;
        }

        AddTags(run, message);
        return (200, "{}");
    }

    private (int, string) Update(JsonElement message)
    {
        Run run = Runs[message.GetProperty("run_id").GetString()!];
        run.Status = message.GetProperty("status").GetString()!;
        Require(run.Status is "RUNNING" or "FINISHED" or "FAILED" or "KILLED", "No status.");
        run.EndTime = message.TryGetProperty("end_time", out JsonElement end) ? end.GetInt64() : null;
        return (200, """{"run_info":{}}""");
    }

    private static void AddTags(Run run, JsonElement message)
    {
        foreach (JsonElement tag in message.GetProperty("tags").EnumerateArray())
        {
            (string key, string value) = (tag.GetProperty("key").GetString()!, tag.GetProperty("value").GetString()!);
            Require(IsKey(key) && value.Length <= 8000, $"'{key}' is no tag.");
            run.Tags[key] = value;
        }
    }

    [GeneratedRegex(@"^(?!/)(?!.*//)(?!.*(^|/)\.\.?(/|$))[\w\-. /:]*[\w\-. :]$")]
    private static partial Regex GoodKey();

    [GeneratedRegex("^tags\\.`([^`]+)` = '([^']*)'$")]
    private static partial Regex TagFilter();
}
