using System.Text.Json;
using Hamlet.Environments;
using Hamlet.Formats.Yaml;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.Tests.Outputs.Faults;
using Hamlet.Tests.Outputs.Support;
using Hamlet.Training;
using Hamlet.Training.Experiments;
using Hamlet.Training.Replays;

namespace Hamlet.Tests.Training.Replays;

/// <summary>Replays whose disk is full or whose directory is gone: training goes on, and that is reported once.</summary>
public sealed class ReplayFaultTests
{
    private static readonly EnvironmentSpec s_spec = new()
    {
        Name = "line", Fields = [new ObservationField("x", 0, 4, -1, 1, [])], Actions = new DiscreteActions(["left", "right"]),
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFullDiskIsReportedOnceAndWhatIsThereIsWhole(bool gzip)
    {
        using var disk = new SmallDisk();
        var fault = new Fault();
        var reasons = new List<Exception>();
        Func<string, Stream>? create = disk.Mounted ? null : path => new FullFile(path, fault);
        var writer = new ReplayWriter(disk.Path, gzip, s_spec, reasons.Add, create);
        writer.Add(Episode(0));
        SpinWait.SpinUntil(() => Files(disk.Path).Any(static file => !file.EndsWith(".tmp", StringComparison.Ordinal)));

        string? ballast = disk.Fill();
        fault.Full = !disk.Mounted;
        for (int i = 1; i < 100; i++)
        {
            writer.Add(Episode(i)); // More than may wait: nobody does.
        }

        writer.Dispose();
        disk.Remove(ballast);

        Assert.Same(Assert.Single(reasons), writer.Failure);
        string file = Assert.Single(Files(disk.Path));
        Assert.Equal(gzip ? "ep0_a.json.gz" : "ep0_a.json", Path.GetFileName(file));
        using Stream stream = File.OpenRead(file);
        using JsonDocument replay = JsonDocument.Parse(gzip ? new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionMode.Decompress) : stream);
        Assert.Equal(200, replay.RootElement.GetProperty("trajectory").GetArrayLength());
    }

    [Fact]
    public void ADirectoryThatIsTakenAwayEndsTheReplaysAndNotTheTraining()
    {
        using var directory = new TempDirectory();
        string run = directory.File("run");
        string elsewhere = directory.File("elsewhere");
        Directory.CreateDirectory(run);
        var told = new List<SinkFailure>();
        using Trainer trainer = Trainer.Create(
            ExperimentBinder.Bind(
                YamlParser.Parse(
                    """
                    environment: { type: cartpole }
                    agents: [{ algorithm: dqn, learning_starts: 100000, network: { hidden: [4] } }]
                    training: { num_episodes: 40 }
                    evaluation: { final_episodes: 0 }
                    metrics: { replay_storage: true, replay_sample_rate: 1 }
                    """,
                    "f.yaml"),
                PluginCatalog.Host,
                new YamlConfigReader()),
            metrics: null,
            new TrainerOutput(run) { OnFailed = told.Add });
        trainer.Hooks.Episode = (_, _, episode) =>
        {
            if (episode.Number == 10)
            {
                SpinWait.SpinUntil(() => Files(run).Length > 0);
                Directory.Move(run, elsewhere);
            }
        };

        TrainingResult result = trainer.Train();

        Assert.Equal((false, 40), (result.Interrupted, Assert.Single(result.Agents).Episodes));
        SinkFailure failure = Assert.Single(result.FailedOutputs);
        Assert.Equal(("replays", SinkOutcome.Closed), (failure.Name, failure.Outcome));
        Assert.Equal(failure.Reason, Assert.Single(told).Reason);

        // What was learned is saved all the same; a replay is not begun anew.
        Assert.False(Directory.Exists(Path.Combine(run, ReplayWriter.FolderName)));
        Assert.All(
            Files(elsewhere).Where(static file => file.EndsWith(".json", StringComparison.Ordinal)),
            static file => JsonDocument.Parse(File.ReadAllText(file)).Dispose());
    }

    private static string[] Files(string run)
    {
        string folder = Path.Combine(run, ReplayWriter.FolderName);
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    private static ReplayEpisode Episode(long number) => new()
    {
        Number = number,
        Agent = "a",
        Return = 200,
        Time = DateTimeOffset.UnixEpoch,
        Length = 200,
        Truncated = false,
        EndReason = "terminated",
        States = new float[800],
        FinalState = new float[4],
        Actions = new int[200],
        ContinuousActions = [],
        Rewards = [.. Enumerable.Repeat(1f, 200)],
    };
}
