using Hamlet.Metrics;
using Hamlet.Outputs.MLflow;
using Hamlet.State;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.Remote;

public sealed class MlflowOnlineTests : RemoteTests
{
    private static readonly MetricAgents s_two = new(["a", "b"]);

    private readonly MlflowServer _server = new();

    public MlflowOnlineTests()
    {
        Variables["MLFLOW_TRACKING_USERNAME"] = MlflowServer.User;
        Variables["MLFLOW_TRACKING_PASSWORD"] = MlflowServer.Password;
    }

    private protected override LoopbackServer Server => _server;

    private protected override string Secret => MlflowServer.Password;

    [Fact]
    public void TheServerHasTheRunWhole()
    {
        File.WriteAllText(Folder.File("weights"), "abc");
        using (MlflowSink sink = Create(new MlflowOptions { RunName = "n", Tags = new Dictionary<string, string> { ["team"] = "x" } }))
        {
            sink.WriteHyperparameters([.. Enumerable.Range(0, 250).Select(static i => Hyperparameter.Of($"p.{i}", i))], []);
            new SinkFeed(sink).Write<Shapes.Everything>(
                new MetricAxes(3), float.NaN, double.NegativeInfinity, 7L, true, "a text", new float[] { 0, 1 },
                new MetricImage(1, 1, 1, new byte[] { 9 }), new MetricMap(new MetricNames(["energy*"]), new float[] { 0.25f }));
            sink.WriteArtifact(new RunArtifact { Path = Folder.File("weights"), Name = "checkpoints/best policy.bin" });
            sink.WriteOutcome(success: true, []);
        }

        Assert.Empty(_server.Complaints);
        Assert.Equal(["town"], _server.Experiments.Keys);
        MlflowServer.Run run = Assert.Single(_server.Runs).Value;
        Assert.Equal(("n", "FINISHED", 1_760_000_000_000L), (run.Name, run.Status, run.EndTime));
        Assert.Equal((250, "249"), (run.Params.Count, run.Params["p.249"]));
        Assert.Equal(("x", "a text"), (run.Tags["team"], run.Tags["All/Note"]));
        Assert.Contains(run.Points, static p => p is { Key: "All/Single", Value: double.NaN, Step: 3, Time: 1_760_000_000_250 });
        Assert.Contains(run.Points, static p => p is { Key: "All/Double", Value: double.NegativeInfinity });
        Assert.Contains(run.Points, static p => p is { Key: "Meters/energy_", Value: 0.25 });
        Assert.Equal("abc", System.Text.Encoding.UTF8.GetString(run.Artifacts["checkpoints/best policy.bin"]));
        Assert.Equal("seed: 1", System.Text.Encoding.UTF8.GetString(run.Artifacts["config.yaml"]));
        Assert.True(run.Artifacts.ContainsKey("images/All/Picture/000000003.png"));

        // Copies are for the way alone.
        Assert.Empty(Directory.GetFiles(Directory.GetDirectories(Folder.File("uploads")).Single()));
    }

    [Fact]
    public void AStepWithMorePointsThanAMessageTakesIsCut()
    {
        var names = new MetricNames([.. Enumerable.Range(0, 2300).Select(static i => $"m{i}")]);
        using (MlflowSink sink = Create(new MlflowOptions()))
        {
            new SinkFeed(sink).Write<Shapes.Everything>(
                new MetricAxes(3), 1f, 1.0, 7L, true, "", null, null, new MetricMap(names, new float[2300]));
        }

        Assert.Empty(_server.Complaints);
        Assert.Equal(2304, Assert.Single(_server.Runs).Value.Points.Count);
        Assert.InRange(_server.LargestBatch, 500, 1000);
    }

    [Fact]
    public void AgentsAreRunsWithinTheRunWhereThatIsAsked()
    {
        using (MlflowSink sink = Create(new MlflowOptions { NestedAgents = true }, s_two))
        {
            var feed = new SinkFeed(sink, s_two);
            for (int step = 0; step < 50; step++)
            {
                feed.Write<Shapes.One>(new MetricAxes(step), 1f);
                feed.Write<Shapes.Episode>(new MetricAxes(step, step, step % 2), 2f, null);
            }
        }

        Assert.Empty(_server.Complaints);
        (string parent, MlflowServer.Run whole) = _server.Runs.Single(static r => !r.Value.Tags.ContainsKey("mlflow.parentRunId"));
        Assert.Equal(50, whole.Points.Count);
        MlflowServer.Run[] agents = [.. _server.Runs.Values.Where(r => r.Tags.GetValueOrDefault("mlflow.parentRunId") == parent)];
        Assert.Equal(["a", "b"], agents.Select(static r => r.Name).Order());
        Assert.All(agents, static r => Assert.Equal(25, r.Steps("Episode/Total_Reward").Length));
        Assert.All(_server.Runs.Values, static r => Assert.Equal("KILLED", r.Status));
    }

    [Fact]
    public void AResumeWithOtherOptionsIsANewRunThatNamesTheOldOne()
    {
        StateTree state;
        using (MlflowSink sink = Create(new MlflowOptions()))
        {
            sink.WriteHyperparameters([Hyperparameter.Of("lr", 0.1)], []);
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(0), 1f);
            state = StateTree.Save(sink);
        }

        string old = Assert.Single(_server.Runs).Key;
        using (MlflowSink sink = Create(new MlflowOptions()))
        {
            state.Load(sink);
            sink.WriteHyperparameters([Hyperparameter.Of("lr", 0.5)], []);
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(1), 1f);
        }

        Assert.Empty(_server.Complaints);
        MlflowServer.Run next = Assert.Single(_server.Runs, r => r.Key != old).Value;
        Assert.Equal(old, next.Tags["hamlet.resumed_from"]);
        Assert.Equal("0.5", next.Params["lr"]);
    }

    private protected override IMetricSink Open() => Create(new MlflowOptions());

    private protected override long[] Steps() => [.. _server.Runs.Values.SelectMany(static run => run.Steps("One/Value"))];

    private protected override (int Runs, bool Over) Runs() => (_server.Runs.Count, _server.Runs.Values.All(static run => run.Status == "FINISHED"));

    private MlflowSink Create(MlflowOptions options, MetricAgents? agents = null) =>
        new(options with { TrackingUri = _server.Address }, Folder.Context(agents), Host);
}
