using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Formats.Yaml;
using Hamlet.State;
using Hamlet.Training.Checkpoints;

namespace Hamlet.Training.Initialization;

/// <summary>
/// Brings the networks of another run's agent into a fresh one, and what its wrappers have learned of the world. The other agent is the one of the
/// same name; if there is none and the run has but one, that one.
/// </summary>
internal static class AgentInitialization
{
    /// <summary>Takes the weights.</summary>
    /// <exception cref="ConfigException">There is no such checkpoint, or its networks do not fit.</exception>
    public static void Apply(InitialWeights from, Learner learner)
    {
        if (learner.Algorithm is not IInitializable)
        {
            throw new ConfigException(from.Source, $"'init_from': the algorithm of '{learner.Id}' cannot begin with the weights of another run");
        }

        try
        {
            CheckpointContent checkpoint = Load(from);
            StateTree training = Part(checkpoint.State, Checkpointer.TrainingName);
            new Saved(learner).LoadFrom(Part(training, $"learner_{IndexOf(learner.Id, checkpoint)}"));
        }
        catch (Exception e) when (e is CheckpointException or StateException or ArgumentException)
        {
            throw Refuse(from, e);
        }
    }

    /// <summary>Looks whether there are such weights, where no agent could be made to take them.</summary>
    /// <exception cref="ConfigException">There is no such checkpoint.</exception>
    public static void Find(InitialWeights from)
    {
        try
        {
            Load(from);
        }
        catch (Exception e) when (e is CheckpointException or StateException or ArgumentException)
        {
            throw Refuse(from, e);
        }
    }

    private static ConfigException Refuse(InitialWeights from, Exception e) => new(from.Source, $"'init_from' {from}: {e.Message}");

    private static CheckpointContent Load(InitialWeights from)
    {
        if (!Directory.Exists(Path.Combine(from.Run, CheckpointManager.FolderName)))
        {
            throw new CheckpointException($"there is no run with checkpoints in '{from.Run}'.");
        }

        // Only looked at: what is left of a save there is that run's own business, and so nothing is deleted.
        return CheckpointManager.LoadFrom(from.Run, from.Checkpoint);
    }

    // The agents of the run in the order of its configuration, which is that of its learners.
    private static int IndexOf(string id, CheckpointContent checkpoint)
    {
        string[] names = [.. Names(checkpoint.Run.Configuration)];
        int index = Array.IndexOf(names, id);
        return index >= 0 ? index
            : names.Length == 1 ? 0
            : throw new CheckpointException($"that run has no agent '{id}', but {string.Join(", ", names)}.");
    }

    private static IEnumerable<string> Names(string configuration) =>
        YamlParser.Parse(configuration, CheckpointReader.ConfigurationName) is ConfigMap root
        && root.TryGet("agents", out ConfigEntry? agents) && agents.Value is ConfigList list
            ? list.Items.OfType<ConfigMap>().Select(static agent => agent.TryGet("agent_id", out ConfigEntry? id) ? (id.Value as ConfigScalar)?.Text ?? "" : "")
            : [];

    private static StateTree Part(StateTree tree, string name) =>
        tree.Children.TryGetValue(name, out StateTree? part) ? part : throw new StateException($"'{name}' is missing.");

    // A view of the learner that loads no more than its networks and statistics.
    private sealed class Saved(Learner learner) : IStateful
    {
        public void LoadFrom(StateTree tree) => tree.Load(this);

        public void SaveState(StateWriter writer) => throw new NotSupportedException();

        public void LoadState(StateReader reader)
        {
            reader.Read("algorithm", new Reading(((IInitializable)learner.Algorithm).InitializeFrom));
            reader.Read("wrappers", new Reading(TakeStatistics));
        }

        private void TakeStatistics(StateReader reader)
        {
            for (int i = 0; i < learner.Wrappers.Count; i++)
            {
                if (learner.Wrappers[i] is IWrapperStatistics wrapper)
                {
                    reader.Read($"wrapper_{i}", new Reading(wrapper.TakeStatistics));
                }
            }
        }
    }

    private sealed class Reading(Action<StateReader> read) : IStateful
    {
        public void SaveState(StateWriter writer) => throw new NotSupportedException();

        public void LoadState(StateReader reader) => read(reader);
    }
}
