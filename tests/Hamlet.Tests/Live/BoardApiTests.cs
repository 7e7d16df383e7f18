using System.Text;
using System.Text.Json;
using Hamlet.Live.Board;
using Hamlet.Metrics;
using Hamlet.Outputs.TensorBoard;

namespace Hamlet.Tests.Live;

public sealed class BoardApiTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hamlet-board-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void RunsAreListedWithTheirTags()
    {
        Write("a/first", 3);
        Write("b", 5);

        JsonElement[] runs = [.. Get("/api/runs").GetProperty("runs").EnumerateArray()];

        Assert.Equal(["a/first", "b"], runs.Select(static r => r.GetProperty("name").GetString()!.Replace('\\', '/')));
        Assert.Equal([2, 4], runs.Select(static r => r.GetProperty("steps").GetInt32()));
        Assert.All(runs, static r => Assert.Equal(["Training/Loss", "eval/mean"], r.GetProperty("tags").EnumerateArray().Select(static t => t.GetString())));
    }

    [Fact]
    public void ACurveIsThatOfEveryRunThatHasIt()
    {
        Write("a", 3);
        Write("b", 5);

        JsonElement answer = Get("/api/curves", ("tag", "Training/Loss"));

        Assert.Equal("step", answer.GetProperty("axis").GetString());
        Assert.Equal(
            ["a: 0=0 1=0.5 2=1", "b: 0=0 1=0.5 2=1 3=1.5 4=2"],
            answer.GetProperty("runs").EnumerateArray().Select(static r => $"{r.GetProperty("run").GetString()}: "
                + string.Join(' ', r.GetProperty("points").EnumerateArray().Select(static p => $"{p[0].GetRawText()}={p[2].GetRawText()}"))));
        Assert.Empty(Get("/api/curves", ("tag", "Nothing/Such")).GetProperty("runs").EnumerateArray());
    }

    [Fact]
    public void ACsvHasEveryPoint()
    {
        Write("a", 1000);

        BoardAnswer csv = Api().Answer("/api/csv", Query(("run", "a"), ("tag", "Training/Loss")))!;
        string[] lines = Encoding.UTF8.GetString(csv.Content).TrimEnd('\n').Split('\n');

        Assert.Equal("a_Training_Loss.csv", csv.FileName);
        Assert.Equal("tag,step,wall_time,value", lines[0]);
        Assert.Equal(1001, lines.Length);
        Assert.Matches(@"^Training/Loss,999,\d+\.\d{3},499\.5$", lines[^1]);
    }

    [Fact]
    public void AReplayIsHandedOutAndNoOtherFile()
    {
        Write("a", 1);
        string replays = Directory.CreateDirectory(Path.Combine(_folder.FullName, "a", "replays")).FullName;
        File.WriteAllText(Path.Combine(replays, "ep10_x.json"), """{"episode":10}""");
        File.WriteAllText(Path.Combine(replays, "ep9_x.json"), """{"episode":9}""");
        File.WriteAllText(Path.Combine(_folder.FullName, "a", "secret.json"), "{}");

        Assert.Equal(
            ["ep9_x.json", "ep10_x.json"],
            Get("/api/replays", ("run", "a")).GetProperty("replays").EnumerateArray().Select(static r => r.GetString()));
        Assert.Equal(10, Get("/api/replay", ("run", "a"), ("file", "ep10_x.json")).GetProperty("episode").GetInt32());
        Assert.Null(Api().Answer("/api/replay", Query(("run", "a"), ("file", "../secret.json"))));
        Assert.Null(Api().Answer("/api/replay", Query(("run", "../x"), ("file", "ep9_x.json"))));
        Assert.Null(Api().Answer("/api/csv", Query(("run", ".."))));
        Assert.Null(Api().Answer("/api/else", Query()));
    }

    [Fact]
    public void WhereThereIsNoDirectoryThereIsNoRun() => Assert.Empty(
        JsonDocument.Parse(new BoardApi(new BoardRuns(Path.Combine(_folder.FullName, "none"), TimeProvider.System)).Answer("/api/runs", Query())!.Content)
            .RootElement.GetProperty("runs").EnumerateArray());

    private static Func<string, string?> Query(params (string Key, string Value)[] values) =>
        key => values.Where(v => v.Key == key).Select(static v => v.Value).FirstOrDefault();

    private BoardApi Api() => new(new BoardRuns(_folder.FullName, TimeProvider.System));

    private JsonElement Get(string path, params (string Key, string Value)[] query) =>
        JsonDocument.Parse(Api().Answer(path, Query(query))!.Content).RootElement;

    private void Write(string name, int steps)
    {
        string run = Directory.CreateDirectory(Path.Combine(_folder.FullName, name)).FullName;
        using var sink = new TensorBoardSink(new TensorBoardOptions(), new SinkContext { RunDirectory = run, RunId = name, Experiment = name });
        using var log = new MetricLog([new NamedSink("tensorboard", sink)]);
        for (int i = 0; i < steps; i++)
        {
            log.Log("Training/Loss", i * 0.5, i);
            log.Log("eval/mean", i, i);
        }
    }
}
