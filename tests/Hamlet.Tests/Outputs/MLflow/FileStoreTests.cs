using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Metrics;
using Hamlet.Outputs.MLflow;
using Hamlet.Outputs.Remote;
using Hamlet.State;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.MLflow;

public sealed class FileStoreTests : IDisposable
{
    private static readonly MetricAgents s_two = new(["a", "b"]);

    private readonly TempDirectory _directory = new();
    private readonly Dictionary<string, string> _environment = new() { ["USER"] = "me" };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ARunIsReadBackWhole()
    {
        using (MlflowSink sink = Open(new MlflowOptions { Description = "first\nsecond", Tags = new Dictionary<string, string> { ["team"] = "x" } }))
        {
            sink.WriteHyperparameters([Hyperparameter.Of("agents.a.lr", 0.001), Hyperparameter.Of("long", new string('x', 7000))], []);
            var feed = new SinkFeed(sink);
            feed.Write<Shapes.One>(new MetricAxes(10), 0.1f);
            feed.Write<Shapes.One>(new MetricAxes(20), float.NaN);
            feed.Write<Shapes.Episode>(new MetricAxes(20, 3, 0), float.NegativeInfinity, 1e-30f);
            sink.WriteOutcome(success: true, []);
        }

        MlflowStore.Run run = Assert.Single(Store().Runs("town"));
        Assert.Equal([(1_760_000_000_250, 0.1, 10), (1_760_000_000_250, double.NaN, 20)], run.Metrics["One/Value"]);
        Assert.Equal([(1_760_000_000_250, double.NegativeInfinity, 3)], run.Metrics["Episode/Total_Reward"]);
        Assert.Equal(("0.001", 6000), (run.Params["agents.a.lr"], run.Params["long"].Length));
        Assert.Equal(("x", "me", "LOCAL", "first\nsecond"),
            (run.Tags["team"], run.Tags["mlflow.user"], run.Tags["mlflow.source.type"], run.Tags["mlflow.note.content"]));
        Assert.Equal(("3", "me", "1760000000000"), (run.Meta["status"], run.Meta["user_id"], run.Meta["end_time"]));
        Assert.Equal("seed: 1", File.ReadAllText(Path.Combine(run.Artifacts, "config.yaml")));
        Assert.True(File.Exists(_directory.File("mlruns/0/meta.yaml")));
        Assert.True(Directory.Exists(_directory.File("mlruns/.trash")));
    }

    [Fact]
    public void EveryKindOfValueHasItsForm()
    {
        using (MlflowSink sink = Open())
        {
            new SinkFeed(sink).Write<Shapes.Everything>(
                new MetricAxes(3), 0.1f, 1e-300, 7L, true, "a text", new float[] { 0, 4 }, new MetricImage(1, 1, 1, new byte[] { 9 }),
                new MetricMap(new MetricNames(["energy"]), new float[] { 0.25f }));
        }

        MlflowStore.Run run = Assert.Single(Store().Runs("town"));
        (string Key, double Value)[] expected =
        [
            ("All/Single", 0.1), ("All/Double", 1e-300), ("All/Integer", 7), ("All/Flag", 1), ("Meters/energy", 0.25),
            ("All/Spread/min", 0), ("All/Spread/max", 4), ("All/Spread/mean", 2), ("All/Spread/std", 2),
        ];
        Assert.Equal(expected.Length, run.Metrics.Count);
        Assert.All(expected, e => Assert.Equal(e.Value, Assert.Single(run.Metrics[e.Key]).Value));
        Assert.Equal("a text", run.Tags["All/Note"]);
        Assert.True(File.Exists(Path.Combine(run.Artifacts, "images", "All", "Picture", "000000003.png")));
    }

    [Theory]
    [InlineData("123")]
    [InlineData("yes")]
    [InlineData("it's: \"a\" # name")]
    [InlineData("two\nlines\t\\")]
    public void NamesStayTexts(string name)
    {
        for (int i = 0; i < 2; i++)
        {
            using MlflowSink sink = Open(new MlflowOptions { ExperimentName = name, RunName = name });
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(0), 1f);
        }

        List<MlflowStore.Run> runs = Store().Runs(name);
        Assert.Equal([name, name], runs.Select(static r => r.Meta["run_name"]));
    }

    [Fact]
    public void NumbersAreTheSameInEveryLanguage()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            comma.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = comma;
            using MlflowSink sink = Open();
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(1), -1.5f);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        string file = Assert.Single(Directory.GetFiles(_directory.File("mlruns"), "Value", SearchOption.AllDirectories));
        Assert.Equal("1760000000250 -1.5 1\n", File.ReadAllText(file));
    }

    [Fact]
    public void ARunThatWasInterruptedOrFailedSaysSo()
    {
        foreach (bool? success in new bool?[] { null, false })
        {
            using MlflowSink sink = Open();
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(1), 1f);
            if (success is { } known)
            {
                sink.WriteOutcome(known, []);
            }
        }

        Assert.Equal(["4", "5"], Store().Runs("town").Select(static r => r.Meta["status"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AgentsAreRunsWithinTheRunWhereThatIsAsked()
    {
        using (MlflowSink sink = Open(new MlflowOptions { NestedAgents = true }, s_two))
        {
            var feed = new SinkFeed(sink, s_two);
            feed.Write<Shapes.One>(new MetricAxes(5), 1f);
            feed.Write<Shapes.Episode>(new MetricAxes(5, 0, 1), 2f, null);
        }

        List<MlflowStore.Run> runs = Store().Runs("town");
        MlflowStore.Run parent = runs[0];
        Assert.Equal(["One/Value"], parent.Metrics.Keys);
        Assert.Equal(["a", "b"], runs[1..].Select(static r => r.Meta["run_name"]).Order(StringComparer.Ordinal));
        Assert.All(runs[1..], r => Assert.Equal(parent.Id, r.Tags["mlflow.parentRunId"]));
        Assert.Equal(["Episode/Total_Reward"], runs.Single(static r => r.Meta["run_name"] == "b").Metrics.Keys);
    }

    [Fact]
    public void ACheckpointIsAnArtifact()
    {
        File.WriteAllText(_directory.File("weights"), "abc");
        using (MlflowSink sink = Open())
        {
            sink.WriteArtifact(new RunArtifact { Path = _directory.File("weights"), Name = "checkpoints/best.bin", Metadata = [Hyperparameter.Of("epoch", 3)] });
            sink.WriteArtifact(new RunArtifact { Path = _directory.File("weights"), Name = "../x#y" });
            sink.WriteArtifact(new RunArtifact { Path = _directory.File("gone"), Name = "gone" });
        }

        MlflowStore.Run run = Assert.Single(Store().Runs("town"));
        Assert.Equal("abc", File.ReadAllText(Path.Combine(run.Artifacts, "checkpoints", "best.bin")));
        Assert.Equal("3", run.Tags["checkpoints/best.bin.epoch"]);
        Assert.True(File.Exists(Path.Combine(run.Artifacts, "_", "x_y")));
        Assert.False(File.Exists(Path.Combine(run.Artifacts, "gone")));
    }

    [Fact]
    public void AResumedRunGoesOnFromTheCheckpoint()
    {
        StateTree state = Train(Open(), 0, 3, 6);
        Train(Resume(state), 3, null, 5);

        MlflowStore.Run run = Assert.Single(Store().Runs("town"));
        Assert.Equal([0, 1, 2, 3, 4], run.Metrics["One/Value"].Select(static p => p.Step));
        Assert.Equal([3, 4], run.Metrics["Episode/Total_Reward"].Select(static p => p.Step));
        Assert.Equal(("0.1", "5"), (run.Params["agents.a.lr"], run.Meta["status"]));
    }

    [Fact]
    public void AResumeWithOtherOptionsIsANewRunThatNamesTheOldOne()
    {
        StateTree state = Train(Open(), 0, 3, 6);
        string old = Assert.Single(Store().Runs("town")).Id;
        Train(Resume(state), 3, null, 5, learningRate: 0.5);

        List<MlflowStore.Run> runs = Store().Runs("town");
        MlflowStore.Run next = Assert.Single(runs, r => r.Id != old);
        Assert.Equal(old, next.Tags["hamlet.resumed_from"]);
        Assert.Equal([3, 4], next.Metrics["One/Value"].Select(static p => p.Step));
        Assert.Equal([0, 1, 2, 3, 4, 5], runs.Single(r => r.Id == old).Metrics["One/Value"].Select(static p => p.Step));
    }

    [Fact]
    public void ARunThatIsResumedFromBeforeItsFirstRecordIsTheSameRun()
    {
        MlflowSink first = Open(new MlflowOptions { NestedAgents = true }, s_two);
        StateTree beginning = StateTree.Save(first);
        Train(first, 0, null, 6);
        MlflowSink second = Open(new MlflowOptions { NestedAgents = true }, s_two);
        beginning.Load(second);
        Train(second, 0, null, 4);

        List<MlflowStore.Run> runs = Store().Runs("town");
        Assert.Equal(3, runs.Count);
        Assert.Equal([0, 1, 2, 3], runs[0].Metrics["One/Value"].Select(static p => p.Step));
        Assert.Equal("0.1", runs[0].Params["agents.a.lr"]);
    }

    [Fact]
    public void ARunThatIsGoneCannotBeResumed()
    {
        StateTree state = Train(Open(), 0, 3, 6);
        Directory.Delete(_directory.File("mlruns"), recursive: true);

        Assert.Contains("mlflow", Assert.Throws<StateException>(() => state.Load(Open())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite:///mlflow.db", "mlflow server")]
    [InlineData("https://me:secret@host", "MLFLOW_TRACKING_PASSWORD")]
    public void WhatCannotBeWrittenToIsSaidAtTheStart(string uri, string remedy)
    {
        ConfigException error = Assert.Throws<ConfigException>(() => Open(new MlflowOptions { TrackingUri = uri }));

        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATagThatMlflowRefusesIsSaidWithANearOne()
    {
        var options = new MlflowOptions { Tags = new Dictionary<string, string> { ["a*b"] = "" } };

        Assert.Contains("a_b", Assert.Throws<ConfigException>(() => Open(options)).Message, StringComparison.Ordinal);
    }

    private StateTree Train(MlflowSink sink, long from, long? checkpointAt, long to, double learningRate = 0.1)
    {
        var state = new StateTree();
        using (sink)
        {
            sink.WriteHyperparameters([Hyperparameter.Of("agents.a.lr", learningRate)], []);
            var feed = new SinkFeed(sink);
            for (long step = from; step < to; step++)
            {
                if (step == checkpointAt)
                {
                    state = StateTree.Save(sink);
                }

                feed.Write<Shapes.One>(new MetricAxes(step), (float)step);
                if (step >= 3)
                {
                    feed.Write<Shapes.Episode>(new MetricAxes(step, step, 0), 1f, null);
                }
            }
        }

        return state;
    }

    private MlflowSink Resume(StateTree state)
    {
        MlflowSink sink = Open();
        state.Load(sink);
        return sink;
    }

    private MlflowStore Store() => new(_directory.File("mlruns"));

    private MlflowSink Open(MlflowOptions? options = null, MetricAgents? agents = null)
    {
        options ??= new MlflowOptions();
        return new(
            options with { TrackingUri = options.TrackingUri ?? _directory.File("mlruns") }, _directory.Context(agents),
            new RemoteHost { Environment = name => _environment.GetValueOrDefault(name) });
    }
}
