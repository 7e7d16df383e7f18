using Hamlet.IntegrationTests.Support;
using Hamlet.Metrics;
using Hamlet.Outputs.Sqlite;
using Hamlet.Outputs.TensorBoard;
using Hamlet.SamplePlugins;

namespace Hamlet.IntegrationTests;

/// <summary>Every record with its tags, as a real training writes them.</summary>
public sealed class RecordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ATrainingWritesEveryTagOfTheTable()
    {
        string run = await CommandLine.TrainAsync(
            _folder.Path, Repository.Config("example_dqn.yaml"), "--set", "training.total_steps=3000", "--set", "evaluation.every_steps=1500",
            "--set", "evaluation.episodes=3", "--set", "evaluation.final_episodes=2", "--set", "metrics.log_gradients=true",
            "--set", "metrics.network_every=100", "--set", "metrics.heatmap_every=2");

        HashSet<string> tags = [.. Database.Query(run, "SELECT DISTINCT tag FROM metrics")];
        string[] expected =
        [
            "Episode/Survival_Time", "Episode/Total_Reward", "Episode/Extrinsic_Reward", "Exploration/Epsilon",
            "Training/TD_Error", "Training/Loss", "Training/Q_Mean", "Training/Q_Std", "Training/Q_Values/mean", "Training/Learning_Rate",
            "Gradients/Total_Norm", "Weights/trunk/0/weight/std", "Gradients/q/bias/std", "Meters/energy", "Affordances/Bed",
            "performance/total_fps", "performance/step_fps", "performance/update_time", "performance/play_time", "performance/logging_share",
            "rewards/mean", "rewards/0", "rewards/town8/L1", "episode_lengths/mean",
            .. new[] { "success_rate", "success_precision", "num_trials", "success_trials", "fail_trials", "mean_return", "mean_length" }
                .Select(static name => $"eval/town_dqn/{name}"),
        ];
        Assert.Equal([], expected.Except(tags));
        // Nothing intrinsic and no curriculum: absent, not a made-up 0.
        Assert.DoesNotContain(tags, static t => t is "Episode/Intrinsic_Reward" or "Episode/Intrinsic_Ratio" or "Curriculum/Stage");
    }

    [Fact]
    public async Task TablesThatAreNoCurvesAgreeWithTheEpisodes()
    {
        string run = await CommandLine.TrainAsync(
            _folder.Path, Repository.Config("example_dqn.yaml"), "--set", "training.total_steps=3000", "--set", "evaluation.every_steps=0",
            "--set", "evaluation.final_episodes=0", "--set", "metrics.heatmap_every=1");

        // An agent stands somewhere after each of its steps.
        Assert.Equal(
            Database.Query(run, "SELECT SUM(survival_time) FROM episode"), Database.Query(run, "SELECT SUM(visit_count) FROM position_heatmap"));
        Assert.Equal(
            Database.Query(run, "SELECT CAST(SUM(value) AS INTEGER) FROM affordances_values"),
            Database.Query(run, "SELECT SUM(visit_count) FROM affordance_visits"));
        Assert.Equal(
            Database.Query(run, "SELECT COUNT(*) FROM episode WHERE survival_time < 500"),
            Database.Query(run, "SELECT COUNT(*) FROM failure_events"));
        Assert.NotEqual(["0"], Database.Query(run, "SELECT COUNT(*) FROM failure_events WHERE reason LIKE '%energy%'"));
        Assert.Equal(["0.001"], Database.Query(run, "SELECT value FROM hyperparameters WHERE name = 'agents.agent_0.learning_rate'"));
    }

    [Fact]
    public void TheRecordOfAStrangersPluginIsInTheEventFileAndInTheDatabase()
    {
        var context = new SinkContext { RunDirectory = _folder.Path, RunId = "r", Experiment = "amp" };
        NamedSink[] sinks =
        [
            new("tensorboard", new TensorBoardSink(new TensorBoardOptions(), context)), new("database", new SqliteSink(new SqliteOptions(), context)),
        ];
        using (var log = new MetricLog(sinks))
        {
            log.Log(new AdversarialPriorMetrics(7, 0, 0.5f, 0.25f, 0.75f, -1, 1, 0.125f, 2, 3));
        }

        Assert.Equal(
            ["info/disc_agent_acc|0.25", "info/disc_agent_logit|-1", "info/disc_demo_acc|0.75", "info/disc_demo_logit|1",
                "info/disc_grad_penalty|0.125", "info/disc_reward_mean|2", "info/disc_reward_std|3", "losses/disc_loss|0.5"],
            Database.Query(_folder.Path, "SELECT tag, value FROM metrics WHERE step = 7 ORDER BY tag"));
        string bytes = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Directory.GetFiles(_folder.Path, "events.*").Single()));
        Assert.Contains("losses/disc_loss\u0015\0\0\0?", bytes, StringComparison.Ordinal);
        Assert.Contains("info/disc_reward_std\u0015\0\0@@", bytes, StringComparison.Ordinal);
    }
}
