using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests;

/// <summary>MLflow and Weights &amp; Biases from the command line.</summary>
public sealed class TrackingTests : IDisposable
{
    private static readonly string[] s_short = ["--set", "training.total_steps=600", "--set", "evaluation.every_steps=0", "--set", "evaluation.final_episodes=1"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ARunIsKeptForBothAndTheClosingLinesSayHowToSeeIt()
    {
        string store = Path.Combine(_folder.Path, "mlruns");

        CommandResult result = await CommandLine.RunAsync(
            ["train", "--env", "cartpole", "--log-dir", _folder.Path, .. s_short, "--wandb", "--wandb-project", "it's a project", "--set", "wandb.mode=offline",
                "--set", $"experiment.tracking_uri='{store}'"]);

        Assert.True(result.ExitCode == 0, result.Error);
        string run = Directory.GetDirectories(Path.Combine(_folder.Path, "cartpole_dqn")).Single();
        string wandb = Directory.GetDirectories(Path.Combine(run, "wandb")).Single();
        Assert.Single(Directory.GetFiles(wandb, "run-*.wandb"));
        Assert.Contains($"wandb sync {wandb}", result.Output, StringComparison.Ordinal);
        Assert.Contains($"MLFLOW_ALLOW_FILE_STORE=true mlflow ui --backend-store-uri {store}", result.Output, StringComparison.Ordinal);
        Assert.Contains($"mlflow migrate-filestore --source {store}", result.Output, StringComparison.Ordinal);
        Assert.Contains("it's a project", File.ReadAllText(Path.Combine(run, "config.yaml")).Replace("''", "'"), StringComparison.Ordinal);
        string metric = Directory.GetFiles(store, "Total_Reward", SearchOption.AllDirectories).Single();
        Assert.EndsWith("metrics/Episode/Total_Reward", metric.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunThatGoesOnWithOtherOptionsIsANewOneThatNamesTheFirst()
    {
        string store = Path.Combine(_folder.Path, "mlruns");
        string run = await CommandLine.TrainAsync(
            _folder.Path, ["--env", "cartpole", .. s_short, "--wandb", "--set", "wandb.mode=offline", "--set", $"experiment.tracking_uri='{store}'"]);

        CommandResult result = await CommandLine.RunAsync("resume", run, "--set", "training.total_steps=900");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(run, "wandb")).Length);
        string second = Assert.Single(File.ReadAllLines(Path.Combine(run, "uploads", "mlflow-runs.txt")));
        string first = File.ReadAllText(Path.Combine(second, "tags", "hamlet.resumed_from"));
        string policy = Assert.Single(Directory.GetFiles(Path.Combine(Path.GetDirectoryName(second)!, first, "artifacts", "checkpoints", "latest")));
        Assert.EndsWith(".policy.safetensors", policy, StringComparison.Ordinal);
        Assert.Equal("600", File.ReadAllText(Path.Combine(Path.GetDirectoryName(second)!, first, "tags", "checkpoints", "latest", Path.GetFileName(policy) + ".frames")));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(run, "wandb"), "*.policy.safetensors", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task APasswordInAnAddressIsRefusedAndNotRepeated()
    {
        string config = _folder.File("f.yaml", "environment: { type: cartpole }\nexperiment: { tracking_uri: \"http://me:hidden@127.0.0.1:1\" }\n");

        CommandResult result = await CommandLine.RunAsync(["train", config, "--log-dir", Path.Combine(_folder.Path, "runs"), .. s_short]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("f.yaml(2,15)", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "runs")));
        Assert.Contains("MLFLOW_TRACKING_PASSWORD", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", result.Error + result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThereIsNothingToSyncWhereNothingWasKept()
    {
        CommandResult missing = await CommandLine.RunAsync("sync", Path.Combine(_folder.Path, "nowhere"));
        CommandResult nothing = await CommandLine.RunAsync("sync", _folder.Path);

        Assert.Equal((2, 0), (missing.ExitCode, nothing.ExitCode));
        Assert.Contains("no server", nothing.Output, StringComparison.Ordinal);
    }
}
