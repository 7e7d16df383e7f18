using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hamlet.Tests.Outputs.Remote;

/// <summary>W&amp;B's service as its own client meets it, and stricter: order, offsets, types, and who sends.</summary>
internal sealed partial class WandbServer : LoopbackServer
{
    public const string Key = "0123456789012345678901234567890123456789";

    public sealed class Run
    {
        public JsonNode Config { get; set; } = new JsonObject();

        public List<string> History { get; } = [];

        public Dictionary<string, JsonNode?> Summary { get; set; } = [];

        public Dictionary<string, byte[]> Files { get; } = [];

        public HashSet<string> Uploaded { get; } = [];

        public int? ExitCode { get; set; }

        /// <summary>What came last: a repeat is no harm.</summary>
        public string Last { get; set; } = "";

        public string DisplayName { get; set; } = "";

        public string Project { get; set; } = "";

        public string[] Tags { get; set; } = [];

        /// <summary>The values of a key by the row's number.</summary>
        public List<(long Step, double Value)> Curve(string key) =>
            [.. History.Select(Parse).Where(r => r.ContainsKey(key)).Select(r => ((long)r["global_step"]!, (double)r[key]!))];
    }

    public Dictionary<string, Run> Runs { get; } = [];

    public static JsonObject Parse(string line) => JsonNode.Parse(BareWords().Replace(line, "null"))!.AsObject();

    protected override (int Status, string Json) Handle(HttpListenerRequest request, byte[] body)
    {
        string path = request.Url!.AbsolutePath;
        if (path.StartsWith("/storage/", StringComparison.Ordinal))
        {
            // The address itself is the permission; a key that went there would be in another company's log.
            Require(request.HttpMethod == "PUT" && request.Headers["Authorization"] is null, "A file came with the key.");
            Require(request.Headers["X-Own"] == "yes:1", "The headers that were asked for are missing.");
            string[] parts = path.Split('/', 4);
            Runs[parts[2]].Files[Uri.UnescapeDataString(parts[3])] = body;
            return (200, "");
        }

        string expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("api:" + Key));
        Require(request.Headers["Authorization"] == expected, "Nobody is known by that.");
        Require(request.HttpMethod == "POST" && request.ContentType == "application/json", "No JSON was posted.");
        return path == "/graphql" ? Query(JsonNode.Parse(body)!.AsObject()) : Stream(path, JsonNode.Parse(body)!.AsObject());
    }

    private (int, string) Query(JsonObject body)
    {
        string query = (string)body["query"]!;
        JsonObject variables = body["variables"]!.AsObject();
        Require(query.Count(static c => c == '{') == query.Count(static c => c == '}'), "The query's braces do not match.");
        foreach (string name in variables.Select(static v => v.Key))
        {
            Require(query.Contains($"${name}:", StringComparison.Ordinal), $"The variable {name} is not declared.");
        }

        if (query.Contains("upsertBucket", StringComparison.Ordinal))
        {
            string id = (string)variables["name"]!;
            bool inserted = !Runs.ContainsKey(id);
            Run run = Runs[id] = Runs.GetValueOrDefault(id, new Run());
            run.Config = JsonNode.Parse((string)variables["config"]!)!;
            run.DisplayName = (string)variables["displayName"]!;
            run.Project = (string)variables["project"]!;
            run.Tags = [.. variables["tags"]!.AsArray().Select(static t => (string)t!)];
            run.ExitCode = null;
            CheckMetrics(run.Config["_wandb"]!["value"]!["m"]!.AsArray());
            string project = $$"""{"name":"{{run.Project}}","entity":{"name":"the team"} }""";
            string bucket = $$"""{"id":"x","name":"{{id}}","displayName":"d","historyLineCount":{{run.History.Count}},"project":{{project}} }""";
            string answer = $$"""{"bucket":{{bucket}},"inserted":{{(inserted ? "true" : "false")}} }""";
            return (200, $$$"""{"data":{"upsertBucket":{{{answer}}} } }""");
        }

        Require(query.Contains("createRunFiles", StringComparison.Ordinal), "An unknown query.");
        Require((string)variables["entity"]! == "the team", "Another entity than the one that was answered.");
        string runName = (string)variables["run"]!;
        IEnumerable<string> files = variables["files"]!.AsArray().Select(f =>
            $$"""{"name":{{f!.ToJsonString()}},"uploadUrl":"{{Address}}/storage/{{runName}}/{{Uri.EscapeDataString((string)f!)}}"}""");
        return (200, $$"""{"data":{"createRunFiles":{"runID":"x","uploadHeaders":["X-Own:yes:1"],"files":[{{string.Join(',', files)}}]} } }""");
    }

    private static void CheckMetrics(JsonArray metrics)
    {
        foreach (JsonNode? metric in metrics)
        {
            Require(metric!["1"] is JsonValue && metric["6"] is JsonArray && metric["7"] is JsonArray, "A metric's definition is none.");
            if (metric["5"] is { } place)
            {
                string over = (string)metrics[(int)place - 1]!["1"]!;
                Require(over.EndsWith("step", StringComparison.Ordinal) || over.EndsWith("episode", StringComparison.Ordinal), $"Drawn over {over}.");
            }
        }
    }

    private (int, string) Stream(string path, JsonObject body)
    {
        string[] parts = [.. path.Split('/').Select(Uri.UnescapeDataString)];
        Require(parts is ["", "files", "the team", _, _, "file_stream"], "No stream is there.");
        Run run = Runs[parts[4]];
        Require(parts[3] == run.Project, "Another project.");
        string text = body.ToJsonString();
        Require(run.ExitCode is null || body.Count == 0 || text == run.Last, "Something came after the end.");
        run.Last = text;
        if (body["files"] is JsonObject files)
        {
            foreach ((string name, JsonNode? file) in files)
            {
                Add(run, name, (long)file!["offset"]!, [.. file["content"]!.AsArray().Select(static l => (string)l!)]);
            }
        }

        foreach (JsonNode? name in body["uploaded"]?.AsArray() ?? [])
        {
            Require(run.Files.ContainsKey((string)name!), $"{name} is said to be there.");
            run.Uploaded.Add((string)name!);
        }

        run.ExitCode = body["complete"] is { } complete && (bool)complete ? (int)body["exitcode"]! : run.ExitCode;
        return (200, "{\"limits\":{}}");
    }

    private static void Add(Run run, string name, long offset, string[] lines)
    {
        if (name == "wandb-summary.json")
        {
            Require(offset == 0 && lines.Length == 1, "The summary is one line.");
            run.Summary = Parse(lines[0]).ToDictionary();
            return;
        }

        Require(name == "wandb-history.jsonl", $"An unknown file {name}.");
        Require(offset <= run.History.Count, $"Lines are missing before {offset}.");
        for (int i = 0; i < lines.Length; i++)
        {
            int at = (int)offset + i;
            JsonObject row = Parse(lines[i]);
            Require(row["_step"] is JsonValue && row["_timestamp"] is JsonValue && row["_runtime"] is JsonValue, "A row without its own keys.");
            Require((long)row["_step"]! == at, $"Row {row["_step"]} at {at}.");
            if (at < run.History.Count)
            {
                Require(run.History[at] == lines[i], $"Line {at} was another one: {run.History[at]} {lines[i]}");
            }
            else
            {
                run.History.Add(lines[i]);
            }
        }
    }

    [GeneratedRegex(@"(?<=[:\[,])-?(NaN|Infinity)(?=[,\]}])")]
    private static partial Regex BareWords();
}
