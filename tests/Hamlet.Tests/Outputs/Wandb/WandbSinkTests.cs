using System.Text.Json;
using Hamlet.Configuration;
using Hamlet.Metrics;
using Hamlet.Outputs.Remote;
using Hamlet.Outputs.Wandb;
using Hamlet.State;
using Hamlet.Tests.Outputs.Protos.Wandb;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.Wandb;

public sealed class WandbSinkTests : IDisposable
{
    private static readonly MetricAgents s_two = new(["a", "b"]);

    private readonly TempDirectory _directory = new();
    private readonly Dictionary<string, string> _environment = [];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void TheRunsDirectoryIsNamedAsSyncWantsIt()
    {
        WandbSink sink = Open();
        using (sink)
        {
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(1), 1f);
        }

        string run = Assert.Single(Directory.GetDirectories(_directory.File("wandb")));
        Assert.Matches(@"^offline-run-\d{8}_\d{6}-[a-z0-9]{8}$", Path.GetFileName(run));
        Assert.True(File.Exists(Path.Combine(run, $"run-{run[^8..]}.wandb")));
        Assert.Equal("seed: 1", File.ReadAllText(Path.Combine(run, "files", "hamlet-config.yaml")));
    }

    [Fact]
    public void TheFileBeginsWithHeaderAndRunAndEndsWithSummaryAndExit()
    {
        using (WandbSink sink = Open(new WandbOptions { Entity = "team", Group = "g", JobType = "j", Notes = "n", Tags = ["x", "y"] }))
        {
            sink.WriteHyperparameters(
                [Hyperparameter.Of("training.total_steps", 300), Hyperparameter.Of("agents.a.gamma", 0.99), Hyperparameter.Of("agents.a.on", true)], []);
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(1), 1f);
            sink.WriteOutcome(success: true, [("eval/town/best_mean_return", 2.5)]);
        }

        List<LogRecord> records = Records();
        Assert.Equal(Enumerable.Range(1, records.Count).Select(static i => (long)i), records.Select(static r => r.Num));
        Assert.Equal("hamlet", records[0].Header.VersionInfo.Producer);
        RunRecord run = records[1].Run;
        Assert.Equal(("team", "town", "g", "j", "n"), (run.Entity, run.Project, run.RunGroup, run.JobType, run.Notes));
        Assert.Equal("20251009-085320-abcd", run.DisplayName);
        Assert.Equal(["x", "y"], run.Tags);
        Assert.Equal(1_760_000_000, run.StartTime.Seconds);
        Assert.Equal(
            [("training", "{\"total_steps\":300}"), ("agents", "{\"a\":{\"gamma\":0.99,\"on\":true}}")],
            run.Config.Update.Select(static i => (i.Key, i.ValueJson)));
        Dictionary<string, string> summary = records[^2].Summary.Update.ToDictionary(static i => i.Key, static i => i.ValueJson);
        Assert.Equal(("1.0", "2.5", "0"), (summary["One/Value"], summary["eval/town/best_mean_return"], summary["_step"]));
        Assert.StartsWith("{\"runtime\":", summary["_wandb"], StringComparison.Ordinal);
        Assert.Equal(0, records[^1].Exit.ExitCode);
    }

    [Fact]
    public void RecordsOfOneStepAreOneRow()
    {
        using (WandbSink sink = Open())
        {
            var feed = new SinkFeed(sink);
            feed.Write<Shapes.One>(new MetricAxes(1), 0.5f);
            feed.Write<Shapes.Clocked>(new MetricAxes(1), 9f);
            feed.Write<Shapes.One>(new MetricAxes(2), float.NaN);
        }

        List<Dictionary<string, string>> rows = Rows();
        Assert.Equal(2, rows.Count);
        Assert.Equal(("0.5", "9.0", "1", "0"), (rows[0]["One/Value"], rows[0]["performance/fps"], rows[0]["global_step"], rows[0]["_step"]));
        Assert.Equal(("0.25", "1760000000.25"), (rows[0]["_runtime"], rows[0]["_timestamp"]));
        Assert.Equal(("NaN", "2", "1"), (rows[1]["One/Value"], rows[1]["global_step"], rows[1]["_step"]));
        Assert.Equal([0, 1], Records().Where(static r => r.History is not null).Select(static r => r.History.Step?.Num ?? 0));
    }

    [Fact]
    public void EpisodesThatEndAtOneStepAreRowsOfTheirOwn()
    {
        using (WandbSink sink = Open(agents: s_two))
        {
            var feed = new SinkFeed(sink, s_two);
            feed.Write<Shapes.Episode>(new MetricAxes(9, 4, 0), 1f, 0.5f);
            feed.Write<Shapes.Episode>(new MetricAxes(9, 5, 0), 2f, null);
            feed.Write<Shapes.Episode>(new MetricAxes(9, 7, 1), 3f, null);
        }

        List<Dictionary<string, string>> rows = Rows();
        Assert.Equal(2, rows.Count);
        Assert.Equal(("1.0", "4", "0.5"), (rows[0]["a/Episode/Total_Reward"], rows[0]["a/episode"], rows[0]["a/Episode/Ratio"]));
        Assert.Equal(("2.0", "5", "3.0", "7"), (rows[1]["a/Episode/Total_Reward"], rows[1]["a/episode"], rows[1]["b/Episode/Total_Reward"], rows[1]["b/episode"]));
        Assert.False(rows[1].ContainsKey("a/Episode/Ratio"));
    }

    [Fact]
    public void EveryKeySaysBeforeItsFirstRowWhatItIsDrawnOver()
    {
        using (WandbSink sink = Open())
        {
            var feed = new SinkFeed(sink);
            feed.Write<Shapes.One>(new MetricAxes(1), 1f);
            feed.Write<Shapes.Episode>(new MetricAxes(2, 0, 0), 1f, null);
            feed.Write<Shapes.One>(new MetricAxes(3), 1f);
        }

        List<LogRecord> records = Records();
        MetricRecord[] metrics = [.. records.Select(static r => r.Metric).OfType<MetricRecord>()];
        Assert.Equal(
            [("global_step", ""), ("episode", ""), ("One/Value", "global_step"), ("Episode/Total_Reward", "episode")],
            metrics.Select(static m => (m.Name, m.StepMetric)));
        Assert.Equal([true, true, false, false], metrics.Select(static m => m.Options.Defined));
        Assert.Equal([false, false, true, true], metrics.Select(static m => m.Options.StepSync));
        int firstRow = records.FindIndex(static r => r.History?.Item.Any(static i => i.Key == "Episode/Total_Reward") == true);
        Assert.True(records.FindIndex(static r => r.Metric?.Name == "Episode/Total_Reward") < firstRow);
    }

    [Fact]
    public void EveryKindOfValueHasItsForm()
    {
        byte[] pixels = [1, 2, 3, 4, 5, 6];
        using (WandbSink sink = Open())
        {
            new SinkFeed(sink).Write<Shapes.Everything>(
                new MetricAxes(3), 0.1f, 1e-300, 7L, true, "a \"text\"\n", new float[] { 0, 1, 2, 2 }, new MetricImage(2, 1, 3, pixels),
                new MetricMap(new MetricNames(["energy"]), new float[] { 0.25f }));
        }

        Dictionary<string, string> row = Assert.Single(Rows());
        Assert.Equal(("0.1", "1E-300", "7", "1"), (row["All/Single"], row["All/Double"], row["All/Integer"], row["All/Flag"]));
        Assert.Equal("a \"text\"\n", JsonSerializer.Deserialize<string>(row["All/Note"]));
        Assert.Equal("0.25", row["Meters/energy"]);
        using JsonDocument histogram = JsonDocument.Parse(row["All/Spread"]);
        Assert.Equal("histogram", histogram.RootElement.GetProperty("_type").GetString());
        int[] counts = [.. histogram.RootElement.GetProperty("values").EnumerateArray().Select(static v => v.GetInt32())];
        Assert.Equal(4, counts.Sum());
        Assert.Equal(counts.Length + 1, histogram.RootElement.GetProperty("bins").GetArrayLength());

        using JsonDocument image = JsonDocument.Parse(row["All/Picture"]);
        string name = image.RootElement.GetProperty("path").GetString()!;
        Assert.Matches("^media/images/All_Picture_0_[0-9a-f]{20}[.]png$", name);
        byte[] png = File.ReadAllBytes(Path.Combine(RunFolder(), "files", name));
        Assert.Equal(png.Length, image.RootElement.GetProperty("size").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(png)), image.RootElement.GetProperty("sha256").GetString());
        Assert.Equal((2, 1), (image.RootElement.GetProperty("width").GetInt32(), image.RootElement.GetProperty("height").GetInt32()));
        Assert.Contains(Records(), r => r.Files?.Files is [{ Type: 2 } file] && file.Path == name);
    }

    [Fact]
    public void EqualValuesStandInABucketOfWidthOne()
    {
        using (WandbSink sink = Open())
        {
            new SinkFeed(sink).Write<Shapes.Everything>(new MetricAxes(0), 1f, 1.0, 1L, false, "", new float[] { 2, 2 }, null, null);
        }

        Assert.Equal("{\"_type\":\"histogram\",\"values\":[2],\"bins\":[1.5,2.5]}", Assert.Single(Rows())["All/Spread"]);
    }

    [Fact]
    public void ACheckpointIsAFileOfTheRunWithItsMetadata()
    {
        File.WriteAllText(_directory.File("weights"), "abc");
        using (WandbSink sink = Open())
        {
            sink.WriteArtifact(new RunArtifact
            {
                Path = _directory.File("weights"),
                Name = "checkpoints/step_300.bin",
                Metadata = [Hyperparameter.Of("epoch", 3), Hyperparameter.Of("frames", 300)],
            });
            File.Delete(_directory.File("weights"));
        }

        string file = Path.Combine(RunFolder(), "files", "checkpoints", "step_300.bin");
        Assert.Equal("abc", File.ReadAllText(file));
        using JsonDocument metadata = JsonDocument.Parse(File.ReadAllText(file + ".json"));
        Assert.Equal((3, 300), (metadata.RootElement.GetProperty("epoch").GetInt32(), metadata.RootElement.GetProperty("frames").GetInt32()));
        string[] files = [.. Records().Where(static r => r.Files is not null).SelectMany(static r => r.Files.Files).Select(static f => f.Path)];
        Assert.Equal(["hamlet-config.yaml", "checkpoints/step_300.bin", "checkpoints/step_300.bin.json"], files);
        Assert.Throws<ArgumentException>(() => Open().WriteArtifact(new RunArtifact { Path = file, Name = "../../x" }));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    [InlineData(null, 255)]
    public void TheExitCodeSaysHowTheRunEnded(bool? success, int code)
    {
        using (WandbSink sink = Open())
        {
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(1), 1f);
            if (success is { } known)
            {
                sink.WriteOutcome(known, []);
            }
        }

        Assert.Equal(code, Records()[^1].Exit.ExitCode);
    }

    [Fact]
    public void ADisabledRunLeavesNothing()
    {
        _environment["WANDB_MODE"] = "disabled";
        using (WandbSink sink = Open())
        {
            sink.WriteHyperparameters([], []);
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(1), 1f);
            sink.WriteOutcome(true, []);
            Assert.Null(sink.OpenCommand);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void OptionsWinOverTheEnvironment()
    {
        foreach ((string name, string value) in new[]
        {
            ("WANDB_PROJECT", "p"), ("WANDB_ENTITY", "e"), ("WANDB_NAME", "n"), ("WANDB_RUN_GROUP", "g"), ("WANDB_TAGS", "a, b"),
            ("WANDB_NOTES", "note"), ("WANDB_JOB_TYPE", "job"), ("WANDB_DIR", _directory.File("elsewhere")), ("WANDB_RUN_ID", "id1"), ("WANDB_MODE", "dryrun"),
        })
        {
            _environment[name] = value;
        }

        using (WandbSink sink = Open(new WandbOptions { Name = "mine" }))
        {
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(1), 1f);
        }

        string folder = Assert.Single(Directory.GetDirectories(_directory.File("elsewhere/wandb")));
        RunRecord run = WandbFile.Read(Path.Combine(folder, "run-id1.wandb"))[1].Run;
        Assert.Equal(("p", "e", "mine", "g", "note", "job", "id1"),
            (run.Project, run.Entity, run.DisplayName, run.RunGroup, run.Notes, run.JobType, run.RunId));
        Assert.Equal(["a", "b"], run.Tags);
    }

    [Theory]
    [InlineData("WANDB_PROJECT", "a/b")]
    [InlineData("WANDB_MODE", "sometimes")]
    [InlineData("WANDB_RUN_ID", "a:b")]
    [InlineData("WANDB_BASE_URL", "ftp://x")]
    [InlineData("WANDB_BASE_URL", "https://me:secret@x")]
    public void WhatWandbWouldRefuseIsSaidAtTheStart(string variable, string value)
    {
        _environment[variable] = value;

        ConfigException error = Assert.Throws<ConfigException>(() => Open());
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AResumedRunIsCutAtTheCheckpointsRecordAndGoesOn()
    {
        StateTree state = Train(Open(), 0, 3, 6);
        Train(Resume(state), 3, null, 5);

        List<Dictionary<string, string>> rows = Rows();
        Assert.Equal(["0", "1", "2", "3", "4"], rows.Select(static r => r["global_step"]));
        Assert.Equal(["0", "1", "2", "3", "4"], rows.Select(static r => r["_step"]));
        List<LogRecord> records = Records();
        Assert.Equal(Enumerable.Range(1, records.Count).Select(static i => (long)i), records.Select(static r => r.Num));
        Assert.Single(records, static r => r.Exit is not null);
        Assert.Single(records, static r => r.Metric?.Name == "One/Value");
    }

    [Fact]
    public void ARunThatIsResumedFromBeforeItsFirstRecordIsTheSameRun()
    {
        WandbSink first = Open();
        StateTree beginning = StateTree.Save(first);
        Train(first, 0, null, 6);
        Train(Resume(beginning), 0, null, 4);

        Assert.Equal(["0", "1", "2", "3"], Rows().Select(static r => r["_step"]));
        Assert.Single(Records(), static r => r.Run is not null);
        Assert.Single(Records(), static r => r.Exit is not null);
    }

    [Fact]
    public void AResumeWithOtherOptionsIsANewRunThatNamesTheOldOne()
    {
        StateTree state = Train(Open(), 0, 3, 6);
        string old = RunFolder();
        byte[] before = File.ReadAllBytes(WandbPath(old));
        _environment["WANDB_RUN_ID"] = "second";
        Train(Resume(state), 3, null, 5, learningRate: 0.5);

        Assert.Equal(before, File.ReadAllBytes(WandbPath(old)));
        string next = Assert.Single(Directory.GetDirectories(_directory.File("wandb")), d => d != old);
        List<LogRecord> records = WandbFile.Read(WandbPath(next));
        Assert.Equal($"\"{old[^8..]}\"", records[1].Run.Config.Update.Single(static i => i.Key == "resumed_from").ValueJson);
        Assert.Equal(["3", "4"], WandbFile.Rows(records).Select(static r => r["global_step"]));
    }

    [Fact]
    public void ARunThatIsGoneCannotBeResumed()
    {
        StateTree state = Train(Open(), 0, 3, 6);
        Directory.Delete(_directory.File("wandb"), recursive: true);

        Assert.Contains("wandb", Assert.Throws<StateException>(() => state.Load(Open())).Message, StringComparison.Ordinal);
    }

    private static string WandbPath(string folder) => Path.Combine(folder, $"run-{folder[(folder.LastIndexOf('-') + 1)..]}.wandb");

    private StateTree Train(WandbSink sink, long from, long? checkpointAt, long to, double learningRate = 0.1)
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
            }
        }

        return state;
    }

    private WandbSink Resume(StateTree state)
    {
        WandbSink sink = Open();
        state.Load(sink);
        return sink;
    }

    private string RunFolder() => Assert.Single(Directory.GetDirectories(_directory.File("wandb")));

    private List<LogRecord> Records() => WandbFile.Read(WandbPath(RunFolder()));

    private List<Dictionary<string, string>> Rows() => WandbFile.Rows(Records());

    private WandbSink Open(WandbOptions? options = null, MetricAgents? agents = null) =>
        new(options ?? new WandbOptions(), _directory.Context(agents), new RemoteHost { Environment = name => _environment.GetValueOrDefault(name) });
}
