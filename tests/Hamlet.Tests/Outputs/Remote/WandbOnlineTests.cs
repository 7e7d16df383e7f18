using Hamlet.Metrics;
using Hamlet.Outputs.Wandb;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.Remote;

public sealed class WandbOnlineTests : RemoteTests
{
    private readonly WandbServer _server = new();

    public WandbOnlineTests()
    {
        Variables["WANDB_BASE_URL"] = _server.Address;
        Variables["WANDB_API_KEY"] = WandbServer.Key;
    }

    private protected override LoopbackServer Server => _server;

    private protected override string Secret => WandbServer.Key;

    [Fact]
    public void TheServiceHasTheRunWhole()
    {
        File.WriteAllText(Folder.File("weights"), "abc");
        WandbSink sink = Create(new WandbOptions { Project = "p", Name = "n", Tags = ["t"] });
        using (sink)
        {
            sink.WriteHyperparameters([Hyperparameter.Of("agents.a.lr", 0.1)], []);
            new SinkFeed(sink).Write<Shapes.Everything>(
                new MetricAxes(3), float.NaN, double.NegativeInfinity, 7L, true, "NaN, [a \"text\"]", new float[] { 0, 1 },
                new MetricImage(1, 1, 1, new byte[] { 9 }), new MetricMap(new MetricNames(["energy"]), new float[] { 0.25f }));
            sink.WriteArtifact(new RunArtifact { Path = Folder.File("weights"), Name = "checkpoints/best policy.bin" });
            sink.WriteOutcome(success: true, [("best", 2)]);
        }

        Assert.Empty(_server.Complaints);
        WandbServer.Run run = Assert.Single(_server.Runs).Value;
        Assert.Equal(("n", "p", 0), (run.DisplayName, run.Project, run.ExitCode));
        Assert.Equal(["t"], run.Tags);
        Assert.Equal(0.1, (double)run.Config["agents"]!["value"]!["a"]!["lr"]!);
        Assert.Equal("global_step", (string)run.Config["_wandb"]!["value"]!["m"]![0]!["1"]!);
        Assert.Contains("\"All/Single\":NaN", run.History[0], StringComparison.Ordinal);
        Assert.Contains("\"All/Double\":-Infinity", run.History[0], StringComparison.Ordinal);
        Assert.Equal("abc", System.Text.Encoding.UTF8.GetString(run.Files["checkpoints/best policy.bin"]));
        Assert.Equal(3, run.Files.Count);
        Assert.Equal(run.Files.Keys.Order(), run.Uploaded.Order());
        Assert.Equal((2.0, 7), ((double)run.Summary["best"]!, (int)run.Summary["All/Integer"]!));
        Assert.Equal($"{_server.Address}/the team/p/runs/{_server.Runs.Keys.Single()}", sink.OpenCommand);
    }

    [Fact]
    public void WithoutAKeyTheRunIsOfflineAndIsSentByACommandLater()
    {
        Variables.Remove("WANDB_API_KEY");
        Train(Open(), 0, 20);
        Assert.Equal(0, _server.Requests);
        Assert.Contains("WANDB_API_KEY", Assert.Single(Hamlet.Outputs.Remote.RemoteRuns.Sync(Folder.Path, TimeSpan.FromSeconds(5), Host)).Message, StringComparison.Ordinal);

        Variables["NETRC"] = Folder.File("netrc");
        File.WriteAllText(Folder.File("netrc"), $"machine other password x\nmachine 127.0.0.1\n  login user password {WandbServer.Key}\n");
        Assert.True(Assert.Single(Hamlet.Outputs.Remote.RemoteRuns.Sync(Folder.Path, TimeSpan.FromSeconds(20), Host)).Done);
        Check(20);
    }

    private protected override IMetricSink Open() => Create(new WandbOptions());

    private protected override long[] Steps() =>
        [.. _server.Runs.Values.SelectMany(static run => run.History).Select(static line => (long)WandbServer.Parse(line)["global_step"]!)];

    private protected override (int Runs, bool Over) Runs() => (_server.Runs.Count, _server.Runs.Values.All(static run => run.ExitCode == 0));

    private WandbSink Create(WandbOptions options) => new(options, Folder.Context(), Host);
}
