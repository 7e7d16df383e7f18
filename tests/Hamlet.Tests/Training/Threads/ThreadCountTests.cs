using Hamlet.Formats.Yaml;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.State;
using Hamlet.Tests.Environments.Town;
using Hamlet.Tests.Metrics;
using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Training.Threads;

/// <summary>However many threads step the world, a training is the same to the last bit: its records, its parameters, its states.</summary>
public sealed class ThreadCountTests
{
    [Theory]
    [InlineData("type: cartpole", "ppo, n_steps: 16, batch_size: 56, network: { hidden: [8] }")]
    [InlineData("type: cartpole, max_steps: 17", "dqn, learning_starts: 50, network: { hidden: [8] }")]
    [InlineData("type: town, world: TOWN, level: L3", "dqn, learning_starts: 50, network: { hidden: [8] }")]
    public void ResultsDoNotDependOnTheNumberOfThreads(string environment, string algorithm)
    {
        (List<string> Records, List<string> State) one = Train(environment, algorithm, "threads: 1");
        foreach (string threads in (string[])["threads: 2", "threads: 3", "threads: null"])
        {
            (List<string> Records, List<string> State) several = Train(environment, algorithm, threads);
            Assert.Equal(one.Records, several.Records);
            Assert.Equal(one.State, several.State);
        }

        Assert.NotEmpty(one.Records);
    }

    private static (List<string> Records, List<string> State) Train(string environment, string algorithm, string threads)
    {
        var sink = new TestSink();
        var tree = new StateTree();
        using (var log = new MetricLog([new NamedSink("test", sink)]))
        {
            string world = environment.Replace("TOWN", Path.Combine(Worlds.Folder, "town8.yaml"), StringComparison.Ordinal);
            Experiment experiment = ExperimentBinder.Bind(
                YamlParser.Parse(
                    $$"""
                    environment: { {{world}}, num_envs: 7 }
                    agents: [{ algorithm: {{algorithm}} }]
                    training: { total_steps: 700, {{threads}} }
                    evaluation: { final_episodes: 0 }
                    metrics: { meters_every: 5 }
                    """,
                    "f.yaml"),
                PluginCatalog.Host,
                new YamlConfigReader());
            using var parts = new TrainingParts(experiment, log, output: null);
            var loop = new TrainingLoop(parts, new TrainingStatus());
            loop.Run(CancellationToken.None);
            tree = StateTree.Save(loop);
        }

        var state = new List<string>();
        Flatten(tree, "", state);
        return (
            [.. sink.Entries.Where(static e => e.Record != "performance").Select(static e => $"{e.Record} {e.Axes} {e.Tags} {e.Values}")],
            state);
    }

    private static void Flatten(StateTree tree, string path, List<string> lines)
    {
        foreach ((string name, object value) in tree.Values)
        {
            lines.Add($"{path}{name} {(value is Array array ? string.Join(' ', array.Cast<object>()) : value)}");
        }

        foreach ((string name, StateTree child) in tree.Children)
        {
            Flatten(child, $"{path}{name}/", lines);
        }
    }
}
