using Hamlet.Live;
using Hamlet.Live.Board;
using Hamlet.Metrics;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Live;

/// <summary>A directory with a run in it that has one of everything, and its board.</summary>
internal sealed class BoardRunFiles : IBoardSource, IAsyncDisposable
{
    public const string Run = "town/1";

    private readonly TempDirectory _directory = new();
    private readonly MetricLog _log;
    private LiveBoard? _board;

    public BoardRunFiles()
    {
        Directory.CreateDirectory(Path);
        var own = new TempDirectory(Path);
        _log = new MetricLog([new NamedSink("tensorboard", own.TensorBoard())]);
        for (int i = 0; i < 50; i++)
        {
            _log.Log("Episode/Total_Reward", i * 2, i);
            _log.Log("Training/Loss", 1.0 / (i + 1), i * 10);
        }

        _log.LogHistogram("Weights/q", new float[] { -1, 0, 0, 1 }, 10);
        _log.LogHistogram("Weights/q", new float[] { -2, 0, 1, 2 }, 20);
        _log.LogText("Curriculum/Transition", "advance from stage 1 to 2", 7);
        _log.LogImage("Heat", new MetricImage(2, 1, 1, new byte[] { 0, 255 }), 100);
        _log.Flush();
        File.WriteAllText(System.IO.Path.Combine(Path, "config.yaml"), "experiment: { name: town }\n");
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "replays"));
        File.WriteAllText(System.IO.Path.Combine(Path, "replays", "ep3_agent_0.json"), """
            {"episode":3,"agent_id":"agent_0","environment":"town","end_reason":"max_steps","total_reward":3,"length":2,
             "fields":[{"name":"position","offset":0,"size":2,"names":["x","y"]}],"actions":["right","interact"],
             "meters":{"energy":[1,0.5]},
             "scene":{"width":3,"height":2,"affordances":[{"type":"Bed","x":2,"y":1}],"path":[[0,1],[2,1]]},
             "final_state":[1,0],"trajectory":[{"state":[0,0],"action":0,"reward":1,"done":false},{"state":[1,0],"action":1,"reward":2,"done":true}]}
            """);
    }

    /// <summary>The run's directory.</summary>
    public string Path => _directory.File(Run);

    public MetricLog Log => _log;

    public IReadOnlyList<BoardRun> List() =>
        [new BoardRun(Run, Path) { Experiment = "town", State = "running", Steps = 500, BestReturn = 98, Duration = TimeSpan.FromMinutes(2) }];

    public IReadOnlyList<EndedAt> Episodes(string run) => [.. Enumerable.Range(0, 50).Select(static i => new EndedAt("agent_0", i, 10 * i))];

    public byte[] Csv(BoardRun run, string? tag) => System.Text.Encoding.UTF8.GetBytes($"{run.Path}|{tag ?? "all"}");

    /// <summary>Starts the board and says where it is.</summary>
    public async Task<Uri> StartAsync()
    {
        _board = await LiveBoard.StartAsync(new LiveOptions { Port = 0 }, _directory.Path, this, TimeProvider.System);
        return new Uri(_board.Url);
    }

    /// <summary>Writes a run of another program beside it.</summary>
    public void AddForeign()
    {
        var other = new TempDirectory(Directory.CreateDirectory(_directory.File("foreign/run")).FullName);
        using var log = new MetricLog([new NamedSink("tensorboard", other.TensorBoard())]);
        log.Log("loss", 0.5, 1);
    }

    public async ValueTask DisposeAsync()
    {
        if (_board is not null)
        {
            await _board.DisposeAsync();
        }

        _log.Dispose();
        _directory.Dispose();
    }
}
