using Hamlet.Environments;
using Hamlet.Formats.Yaml;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.State;
using Hamlet.Tests.Environments.Town;
using Hamlet.Tests.Metrics;
using Hamlet.Tests.Outputs.Support;
using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Training.Recording;

/// <summary>Records and replays of a training that was cut are those of one that never was.</summary>
public sealed class RecorderStateTests
{
    private const int Steps = 1_600;

    [Fact]
    public void ATrainingThatGoesOnInNewObjectsLogsAndKeepsTheSame()
    {
        using var whole = new TempDirectory();
        using var cut = new TempDirectory();
        (List<string> expected, _) = Run(whole, null, long.MaxValue);

        // In the middle of episodes, of replays, and of what is summed over several episodes.
        (List<string> first, StateTree state) = Run(cut, null, 777);
        (List<string> second, _) = Run(cut, state, long.MaxValue);

        Assert.Equal(expected, [.. first, .. second]);
        foreach (string record in (string[])["meters", "affordances", "position_heatmap", "failure_events", "rewards", "agent_rewards", "task_rewards"])
        {
            Assert.Contains(second, line => line.StartsWith(record + " ", StringComparison.Ordinal));
        }

        string[] replays = Names(whole);
        Assert.True(replays.Length > 4, $"{replays.Length} replays");
        Assert.Equal(replays, Names(cut));
        Assert.All(replays, name => Assert.Equal(Text(whole, name), Text(cut, name)));
    }

    private static (List<string> Lines, StateTree State) Run(TempDirectory directory, StateTree? state, long stopAt)
    {
        var sink = new TestSink();
        StateTree saved;
        using var stop = new CancellationTokenSource();
        using (var log = new MetricLog([new NamedSink("test", sink)], new MetricLogOptions { Agents = new MetricAgents(["a", "b"]) }))
        {
            Experiment experiment = ExperimentBinder.Bind(
                YamlParser.Parse(
                    $$"""
                    environment: { type: town, world: {{Town}}, level: L1, num_envs: 2 }
                    agents:
                      - { agent_id: a, algorithm: dqn, learning_starts: 100000, network: { hidden: [4] } }
                      - { agent_id: b, algorithm: dqn, learning_starts: 100000, network: { hidden: [4] } }
                    training: { total_steps: {{Steps}} }
                    evaluation: { final_episodes: 0 }
                    metrics: { replay_storage: true, replay_sample_rate: 0.5, meters_every: 7, heatmap_every: 3 }
                    """,
                    "f.yaml"),
                PluginCatalog.Host,
                new YamlConfigReader());
            using var parts = new TrainingParts(experiment, log, new TrainerOutput(directory.Path) { Time = new FixedTime(0) });
            parts.Observers.Add(new StopAt(stopAt, stop));
            var loop = new TrainingLoop(parts, new TrainingStatus());
            state?.Load(loop);
            try
            {
                loop.Run(stop.Token);
            }
            catch (OperationCanceledException)
            {
            }

            saved = StateTree.Save(loop);
            foreach (TrainingObserver observer in parts.Observers)
            {
                observer.Complete();
            }
        }

        return (
            [.. sink.Entries.Where(static e => e.Record != "performance").Select(static e => $"{e.Record} {e.Axes.Step} {e.Axes.Agent} {e.Tags} {e.Values}")],
            saved);
    }

    private static string Town => Path.Combine(Worlds.Folder, "town8.yaml");

    private static string[] Names(TempDirectory directory) =>
        [.. Directory.GetFiles(directory.File("replays")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    private static string Text(TempDirectory directory, string name) => File.ReadAllText(directory.File(Path.Combine("replays", name)));

    private sealed class StopAt(long at, CancellationTokenSource stop) : TrainingObserver
    {
        public override void OnStep(AgentRunner agent, EnvironmentRows rows, long step)
        {
            if (step >= at)
            {
                stop.Cancel();
            }
        }
    }
}
