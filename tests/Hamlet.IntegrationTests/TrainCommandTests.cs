using System.Text.Json;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Configs =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "configs"), "*.yaml").Select(Path.GetFileName).OfType<string>().Where(static f => f != "sweep.yaml").Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Configs))]
    public async Task EveryShippedExperimentIsValid(string config)
    {
        CommandResult result = await CommandLine.RunAsync("validate", Repository.Config(config));

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains(": valid", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public async Task EveryShippedExperimentTrainsALittle(string config)
    {
        string end = config == "original_example.yaml" ? "training.num_episodes=3" : "training.total_steps=1500";

        // Few rows, so that each lives long enough for an episode to end and for a rollout to be learned from.
        string[] rows = config.StartsWith("town", StringComparison.Ordinal) ? ["--set", "environment.num_envs=4"]
            : config == "acrobot_ppo.yaml" ? ["--set", "environment.num_envs=2"]
            : [];

        // That one asks for MLflow, in the directory that the command runs in.
        string[] tracking = config == "original_example.yaml" ? ["--set", $"experiment.tracking_uri='{Path.Combine(_folder.Path, "mlruns")}'"] : [];


        string run = await CommandLine.TrainAsync(
            _folder.Path, [Repository.Config(config), "--set", end, "--set", "evaluation.final_episodes=2", .. rows, .. tracking]);

        Assert.Equal(tracking.Length > 0, Directory.Exists(Path.Combine(_folder.Path, "mlruns", "0")));
        Assert.NotEmpty(Database.Query(run, "SELECT * FROM metrics WHERE metric_name = 'total_reward'"));
        Assert.Single(Directory.GetFiles(run, "events.out.tfevents.*"));
        Assert.Equal("completed", Status(run), ignoreCase: true);
    }

    [Fact]
    public async Task TheSameSeedGivesTheSameMetricsAndAnotherSeedOthers()
    {
        string[] args = [Repository.Config("example_dqn.yaml"), "--set", "training.total_steps=4000", "--set", "evaluation.every_steps=2000",
            "--set", "evaluation.final_episodes=3", "--set", "evaluation.episodes=3"];

        List<string> first = Database.Metrics(await CommandLine.TrainAsync(_folder.Path, args));
        List<string> again = Database.Metrics(await CommandLine.TrainAsync(_folder.Path, args));
        List<string> other = Database.Metrics(await CommandLine.TrainAsync(_folder.Path, [.. args, "--seed", "2"]));

        Assert.True(first.Count > 500, $"only {first.Count} values");
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task TheStoredConfigurationRepeatsTheRun()
    {
        string run = await CommandLine.TrainAsync(
            _folder.Path, Repository.Config("example_dqn.yaml"), "--set", "training.total_steps=2000", "--set", "evaluation.final_episodes=2", "--seed", "7");

        string repeated = await CommandLine.TrainAsync(_folder.Path, Path.Combine(run, "config.yaml"));

        Assert.Equal(Database.Metrics(run), Database.Metrics(repeated));
        Assert.Equal(File.ReadAllText(Path.Combine(run, "config.yaml")), File.ReadAllText(Path.Combine(repeated, "config.yaml")));
    }

    [Fact]
    public async Task TheMetricsViewAnswersAnotherProcessWhileTrainingGoesOn()
    {
        using HamletProcess training = HamletProcess.Start(
            "train", Repository.Config("example_dqn.yaml"), "--log-dir", _folder.Path, "--set", "training.total_steps=100000000");
        List<string> rows = [];
        for (int i = 0; i < 600 && !rows.Exists(static r => r.StartsWith("0|total_reward|", StringComparison.Ordinal)); i++)
        {
            await Task.Delay(100);
            string? database = Directory.EnumerateFiles(_folder.Path, "metrics.db", SearchOption.AllDirectories).FirstOrDefault();
            if (database is not null)
            {
                try
                {
                    rows = Database.Query(
                        Path.GetDirectoryName(database)!, "SELECT episode, metric_name, value FROM metrics WHERE agent_id = 'agent_0' ORDER BY episode");
                }
                catch (Microsoft.Data.Sqlite.SqliteException)
                {
                    // The file is there a moment before its view is.
                }
            }
        }

        await training.SignalAsync("KILL");
        Assert.Contains(rows, static r => r.StartsWith("0|total_reward|", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task ASignalClosesEveryFileCleanly(string signal, int exitCode)
    {
        using HamletProcess training = HamletProcess.Start(
            "train", Repository.Config("example_dqn.yaml"), "--log-dir", _folder.Path, "--set", "training.total_steps=100000000");
        while (!Directory.EnumerateFiles(_folder.Path, "metrics.db", SearchOption.AllDirectories).Any())
        {
            await Task.Delay(50);
        }

        await Task.Delay(500);
        await training.SignalAsync(signal);
        CommandResult result = await training.WaitAsync();

        Assert.True(result.ExitCode == exitCode, $"{result.ExitCode}: {result.Error}");
        Assert.Equal("Stops after this step and saves a checkpoint; a second signal ends it at once.", result.Error.Trim());
        Assert.Contains("Interrupted after", result.Output, StringComparison.Ordinal);
        string run = Directory.GetDirectories(Path.Combine(_folder.Path, "town_dqn")).Single();
        Assert.Equal("interrupted", Status(run), ignoreCase: true);
        // A clean end leaves no write-ahead log behind; a reader would make one anew.
        Assert.False(File.Exists(Path.Combine(run, "metrics.db-wal")));
        Assert.Equal(["ok"], Database.Query(run, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task SeveralAgentsPrefixTheirTags()
    {
        string config = _folder.File("two.yaml", """
            experiment: { name: two }
            environment: { type: corridor, cells: 4 }
            agents:
              - { agent_id: left, algorithm: tabular_q }
              - { agent_id: right, algorithm: tabular_q, learning_rate: 0.1 }
            training: { num_episodes: 5 }
            metrics: { jsonl: true }
            """);

        string run = await CommandLine.TrainAsync(_folder.Path, config);

        string text = File.ReadAllText(Path.Combine(run, "metrics.jsonl"));
        Assert.Contains("\"left/Episode/Total_Reward\"", text, StringComparison.Ordinal);
        Assert.Contains("\"right/Sample/TD_Error\"", text, StringComparison.Ordinal);
        Assert.Equal(
            ["left|5", "right|5"],
            Database.Query(run, "SELECT agent_id, COUNT(*) FROM metrics WHERE tag = 'Episode/Total_Reward' GROUP BY agent_id ORDER BY agent_id"));
    }

    [Fact]
    public async Task PluginsOfAnotherAssemblyNeedOnlyAReference()
    {
        string config = _folder.File("sample.yaml", """
            experiment: { name: sample, seed: 3 }
            environment: { type: corridor, cells: 6 }
            agents: [{ algorithm: tabular_q }]
            exploration: { epsilon_fraction: 0.5 }
            training: { total_steps: 2000 }
            evaluation: { every_steps: 500, episodes: 2, final_episodes: 5 }
            """);

        CommandResult result = await CommandLine.RunAsync("train", config, "--log-dir", _folder.Path);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("5 fresh episodes: mean return 1.00 (standard deviation 0.00), mean length 5.0 steps", result.Output, StringComparison.Ordinal);
    }

    /// <summary>Where an episode is to be short, nothing praises a long one; where it is to be long, it does.</summary>
    [Theory]
    [InlineData("mountain_car", "0 of 2 succeeded", false)]
    [InlineData("pendulum", "2 of 2 ended by the limit of 200 steps", false)]
    [InlineData("cartpole", "0 of 2 reached the limit of 500 steps", true)]
    public async Task TheClosingLinesPraiseWhatTheWorldCallsASuccess(string environment, string ends, bool longer)
    {
        CommandResult result = await CommandLine.RunAsync(
            "train", "--env", environment, "--algorithm", "random", "--log-dir", _folder.Path, "--set", "training.total_steps=400", "--set", "evaluation.final_episodes=2");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains($"steps, {ends}", result.Output, StringComparison.Ordinal);
        Assert.Equal(longer, result.Output.Contains("times as long as a random policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WrappersAndCallbacksOfAnotherAssemblyTakePart()
    {
        string config = _folder.File("sample.yaml", """
            experiment: { name: sample, seed: 3 }
            environment: { type: corridor, cells: 6, wrappers: [{ type: step_cost, cost: 0.1 }] }
            agents: [{ algorithm: tabular_q }]
            exploration: { epsilon_start: 0.1, epsilon_min: 0 }
            callbacks: [{ type: fast_enough, steps: 5, episodes: 3 }]
            training: { total_steps: 20000 }
            evaluation: { final_episodes: 2 }
            """);

        CommandResult result = await CommandLine.RunAsync("train", config, "--log-dir", _folder.Path);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("Ended before its time ('agent_0' was fast enough 3 times in a row).", result.Output, StringComparison.Ordinal);
        string run = Directory.GetDirectories(Path.Combine(_folder.Path, "sample")).Single();
        Assert.Equal("completed", Status(run));
        Assert.Contains("was fast enough 3 times in a row", File.ReadAllText(Path.Combine(run, "run.json")), StringComparison.Ordinal);
        // The agent learned with the cost; what is logged is the world's reward, 1 for arriving.
        Assert.Equal(["5|1", "5|1", "5|1"], Database.Query(run, "SELECT survival_time, CAST(extrinsic_reward AS INTEGER) FROM episode ORDER BY episode DESC LIMIT 3"));
    }

    [Fact]
    public async Task AnOutputThatFailsStopsNeitherTrainingNorTheOthers()
    {
        string config = _folder.File("sample.yaml", """
            experiment: { name: sample }
            environment: { type: corridor }
            agents: [{ algorithm: tabular_q }]
            training: { total_steps: 3000 }
            metrics: { failing: true, jsonl: true }
            """);

        CommandResult result = await CommandLine.RunAsync("train", config, "--log-dir", _folder.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("the output 'failing' failed", result.Error, StringComparison.Ordinal);
        string run = Directory.GetDirectories(Path.Combine(_folder.Path, "sample")).Single();
        Assert.Contains("the disk is made of cheese", File.ReadAllText(Path.Combine(run, "run.json")), StringComparison.Ordinal);
        Assert.Equal(3000, File.ReadLines(Path.Combine(run, "metrics.jsonl")).Count(static l => l.Contains("Sample/TD_Error", StringComparison.Ordinal)));
    }

    private static string Status(string run)
    {
        using JsonDocument info = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "run.json")));
        return info.RootElement.GetProperty("status").GetString()!;
    }
}
