using Hamlet.Formats.Yaml;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.State;
using Hamlet.Tests.Environments.Town;
using Hamlet.Tests.Metrics;
using Hamlet.Training;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Experiments;
using Hamlet.Training.Threads;

namespace Hamlet.Tests.Training.Threads;

/// <summary>
/// However many threads step the world and let agents act and learn, a training is the same to the last bit: its records and their order, its
/// parameters, its states, the bytes of its checkpoints.
/// </summary>
public sealed class ThreadCountTests
{
    private const string Dqn = "algorithm: dqn, learning_starts: 100, batch_size: 16, replay_buffer_size: 70, network: { hidden: [4] }";

    [Theory]
    [InlineData("type: cartpole", "ppo, n_steps: 16, batch_size: 56, network: { hidden: [8] }")]
    [InlineData("type: cartpole, max_steps: 17", "ppo, n_steps: 32, batch_size: 224, network: { hidden: [128, 64], activation: tanh }")]
    [InlineData("type: cartpole, max_steps: 17", "ppo, n_steps: 32, batch_size: 224, shared_trunk: true, network: { hidden: [64], recurrent: gru, recurrent_size: 72 }")]
    [InlineData("type: cartpole, max_steps: 17", "dqn, learning_starts: 50, batch_size: 200, network: { hidden: [120, 84] }")]
    [InlineData("type: pendulum", "ppo, n_steps: 32, batch_size: 224, use_sde: true, network: { hidden: [128, 64] }")]
    [InlineData("type: cartpole, max_steps: 17", "dqn, learning_starts: 50, network: { hidden: [8] }")]
    [InlineData("type: town, world: TOWN, level: L3", "dqn, learning_starts: 50, network: { hidden: [8] }")]
    public void ResultsDoNotDependOnTheNumberOfThreads(string environment, string algorithm) =>
        AreEqual($"{environment}, num_envs: 7", $"[{{ algorithm: {algorithm} }}]", 700, ["threads: 2", "threads: 3", "threads: null"]);

    [Theory]
    [InlineData("")]
    [InlineData(", prioritized_replay: true, n_steps: 3")]
    public void TwelveAgentsThatShareAReplayLearnTheSameOnAnyNumberOfThreads(string more) => AreEqual(
        "type: cartpole, max_steps: 20",
        Agents(Enumerable.Range(0, 12).Select(i => $"{{ agent_id: a{i}, {Dqn}{more} }}")),
        1200,
        ["threads: 2", "threads: 3"]);

    [Fact]
    public void AgentsOfEveryKindLearnTheSameOnAnyNumberOfThreads() => AreEqual(
        "type: town, world: TOWN, level: L1, max_steps: 20, num_envs: 2",
        Agents(
        [
            "{ agent_id: ppo, algorithm: ppo, n_steps: 16, batch_size: 16, network: { hidden: [4] } }",
            $"{{ agent_id: curious, intrinsic: {{ type: rnd }}, {Dqn} }}",
            $"{{ agent_id: framed, wrappers: [{{ type: normalize_observation }}, {{ type: frame_stack, frames: 2 }}], {Dqn} }}",
            "{ agent_id: lasting, algorithm: ppo, n_steps: 16, batch_size: 16, network: { hidden: [4], recurrent: gru, recurrent_size: 4 } }",
            $"{{ agent_id: many, clones: 3, {Dqn} }}",
            $"{{ agent_id: staged, curriculum: {{ type: adversarial, min_steps: 50, window: 2 }}, {Dqn} }}",
        ]),
        1600,
        ["threads: 2", "threads: null"]);

    [Fact]
    public void AgentsThatAreDoneWaitForTheOthersOnAnyNumberOfThreads() => AreEqual(
        "type: cartpole",
        Agents(Enumerable.Range(0, 4).Select(i => $"{{ agent_id: a{i}, {Dqn} }}")),
        null,
        ["threads: 3"]);

    private static string Agents(IEnumerable<string> agents) => $"[{string.Join(", ", agents)}]";

    private static void AreEqual(string environment, string agents, int? steps, string[] threads)
    {
        (List<string> Records, List<string> State, byte[] File) one = Train(environment, agents, steps, "threads: 1");
        foreach (string number in threads)
        {
            (List<string> Records, List<string> State, byte[] File) several = Train(environment, agents, steps, number);
            Assert.Equal(one.Records, several.Records);
            Assert.Equal(one.State, several.State);
            Assert.Equal(one.File, several.File);
        }

        Assert.NotEmpty(one.Records);
    }

    // The records in order, the state of everything at the end, and the bytes that a checkpoint has of that.
    private static (List<string> Records, List<string> State, byte[] File) Train(string environment, string agents, int? steps, string threads)
    {
        string world = environment.Replace("TOWN", Path.Combine(Worlds.Folder, "town8.yaml"), StringComparison.Ordinal);
        string length = steps is null ? "num_episodes: 9" : $"total_steps: {steps}";
        Experiment experiment = ExperimentBinder.Bind(
            YamlParser.Parse(
                $$"""
                environment: { {{world}} }
                agents: {{agents}}
                training: { {{length}}, {{threads}} }
                evaluation: { final_episodes: 0 }
                metrics: { meters_every: 5 }
                """,
                "f.yaml"),
            PluginCatalog.Host,
            new YamlConfigReader());
        var sink = new TestSink();
        var tree = new StateTree();
        using (var log = new MetricLog([new NamedSink("test", sink)], new MetricLogOptions { Agents = experiment.MetricAgents }))
        {
            // What is short is shared too: else nothing here would be.
            using var parts = new TrainingParts(experiment, log, output: null, new TrainingThreads(experiment.Training.Threads, TimeSpan.Zero));
            var loop = new TrainingLoop(parts, new TrainingStatus());
            loop.Begin();
            loop.Run(CancellationToken.None);
            tree = StateTree.Save(loop);
        }

        var state = new List<string>();
        Flatten(tree, "", state);
        using var file = new MemoryStream();
        StateFile.Write(tree, file);
        return (
            [
                // Without their numbers: how many records of the clock come between is the clock's.
                .. sink.Entries.Where(static e => e.Record != "performance")
                    .Select(static e => $"{e.Record} {e.Axes} {e.Tags} {e.Values}"),
            ],
            state,
            file.ToArray());
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
