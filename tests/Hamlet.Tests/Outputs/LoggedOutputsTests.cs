using Hamlet.Metrics;
using Hamlet.State;
using Hamlet.Formats.EventFiles.Protos;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs;

/// <summary>Generated records, through a log and its thread, into both outputs.</summary>
public sealed class LoggedOutputsTests : IDisposable
{
    private static readonly MetricNames s_meters = new(["Energy", "Money"]);

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void GeneratedRecordIsInTheEventFileAndInTheDatabase()
    {
        using (MetricLog log = Open())
        {
            Log(log, 0, 2);
        }

        Assert.Equal(
            [
                (0L, "agent_1/town/Survival_Time"), (0L, "agent_1/town/Ratio"), (0L, "agent_1/town/Reason"), (0L, "agent_1/town/Q_Values"),
                (0L, "agent_1/town/Meters/Energy"), (0L, "agent_1/town/Meters/Money"),
                (1L, "agent_1/town/Survival_Time"), (1L, "agent_1/town/Q_Values"),
                (1L, "agent_1/town/Meters/Energy"), (1L, "agent_1/town/Meters/Money"),
            ],
            _directory.EventFiles().SelectMany(EventFileReader.Values).Select(value => (value.Step, value.Value.Tag)));
        Assert.Equal(
            [
                [0L, 0L, 0L, "agent_1", "town", 0L, 0.5, "died", 2L, 1.5],
                [1L, 10L, 1L, "agent_1", "town", 10L, DBNull.Value, DBNull.Value, 2L, 1.5],
            ],
            _directory.Query("""
                SELECT sequence, step, episode, agent_id, world, survival_time, ratio, reason, q_values_count, q_values_mean
                FROM logged ORDER BY sequence
                """));
        Assert.Equal(
            [["survival_time", 10L, "town/Survival_Time"], ["energy", 1.0, "town/Meters/Energy"]],
            _directory.Query("""
                SELECT metric_name, value, tag FROM metrics WHERE episode = 1 AND metric_name IN ('survival_time', 'energy')
                ORDER BY value DESC
                """));
        Assert.Equal(["steps", "The steps that the agent lived."], _directory.Query(
            "SELECT unit, description FROM record_fields WHERE metric_name = 'survival_time'").Single());
    }

    [Fact]
    public void NumbersWithoutARecordAreKnownByTheirTag()
    {
        using (MetricLog log = Open())
        {
            log.Log("Debug/State_Entropy", 0.75, step: 3, agent: 0);
            log.LogHistogram("Debug/Spread", new float[] { 1, 3 }, step: 3, agent: 0);
            log.LogMany("Debug", new MetricMap(s_meters, new float[] { 1, 2 }), step: 3, agent: 0);
        }

        Assert.Equal(
            ["agent_0/Debug/State_Entropy", "agent_0/Debug/Spread", "agent_0/Debug/Energy", "agent_0/Debug/Money"],
            _directory.EventFiles().SelectMany(EventFileReader.Values).Select(value => value.Value.Tag));
        Assert.Equal(
            [
                ["Debug/Spread_mean", 2.0, "Debug/Spread/mean"], ["Debug/State_Entropy", 0.75, "Debug/State_Entropy"],
                ["energy", 1.0, "Debug/Energy"], ["money", 2.0, "Debug/Money"],
            ],
            _directory.Query("""
                SELECT metric_name, value, tag FROM metrics WHERE metric_name NOT GLOB 'Debug/Spread_[^m]*' AND tag NOT GLOB '*/m[ai]?'
                ORDER BY metric_name
                """));
    }

    [Fact]
    public void ResumedRunHasTheSameContentsAsOneThatWasNeverCut()
    {
        using (MetricLog log = Open())
        {
            Log(log, 0, 20);
        }

        List<object[]> whole = Metrics();
        List<(long, string)> curves = Curves();
        foreach (string path in Directory.GetFiles(_directory.Path))
        {
            File.Delete(path);
        }

        StateTree state;
        using (MetricLog log = Open())
        {
            Log(log, 0, 8);
            state = StateTree.Save(log);
            Log(log, 8, 13);
        }

        using (MetricLog log = Open())
        {
            state.Load(log);
            Log(log, 8, 20);
        }

        Assert.Equal(whole, Metrics());
        Assert.Equal(curves, Curves());
        Assert.Equal(2, _directory.EventFiles().Length);
    }

    private static void Log(MetricLog log, int first, int end)
    {
        TagName world = TagName.Intern("town");
        for (int i = first; i < end; i++)
        {
            log.Log(new LoggedRecord
            {
                Step = 10 * i,
                Episode = i,
                Agent = 1,
                World = world,
                SurvivalTime = 10 * i,
                Ratio = i % 2 == 0 ? 0.5 : null,
                Reason = i % 2 == 0 ? "died" : null,
                QValues = new float[] { 1, 2 },
                Meters = new MetricMap(s_meters, new float[] { i, -i }),
            });
        }
    }

    private MetricLog Open()
    {
        var agents = new MetricAgents(["agent_0", "agent_1"]);
        NamedSink[] sinks = [new("tensorboard", _directory.TensorBoard(agents)), new("database", _directory.Sqlite(agents))];
        return new MetricLog(sinks, new MetricLogOptions { Agents = agents, OnSinkFailed = failure => Assert.Fail($"{failure}") });
    }

    private List<object[]> Metrics() =>
        _directory.Query("SELECT run_id, step, episode, agent_id, metric_name, value, tag FROM metrics ORDER BY step, tag");

    /// <summary>All that a page draws; which dashboard a tag belongs to stands in every file again.</summary>
    private List<(long, string)> Curves() =>
    [
        .. _directory.EventFiles()
            .SelectMany(EventFileReader.Values)
            .Select(value => (value.Step, new Summary.Types.Value(value.Value) { Metadata = null }.ToString())),
    ];
}
