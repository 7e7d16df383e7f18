using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.Plugins;

namespace Hamlet.Policies;

/// <summary>
/// A trained policy in a game or a service: <c>Policy.Load(path).Act(observation, mask)</c>. One call a step, on the processor, without an
/// allocation; it learns no more. An object serves one episode at a time on one thread at a time; there may be as many as one likes.
/// </summary>
public sealed class Policy : IDisposable
{
    private readonly ManagedBackend _backend;
    private readonly IPolicy _policy;
    private readonly EnvironmentBatch _batch;
    private readonly int[] _branches;

    /// <summary>Makes a policy of what a file holds.</summary>
    /// <param name="file">The file.</param>
    /// <param name="catalog">Where its wrappers are found; null for the plugins of this program, or where it was built without the generators, for those of the framework.</param>
    /// <exception cref="InvalidDataException">There is no such wrapper, or it does not fit.</exception>
    public Policy(PolicyFile file, PluginCatalog? catalog = null)
    {
        Environment = file.Environment;
        Agent = file.Agent;
        Step = file.Step;
        _batch = new EnvironmentBatch(Environment, 1);
        _branches = [.. Environment.Actions.Branches];
        _backend = new ManagedBackend(new ManagedBackendOptions(), new BackendContext());
        _policy = file.ToPolicy(_backend, catalog ?? BuiltIn());

        // The first call reserves the memory of all others.
        _policy.Act(_batch.All);
        Reset();
    }

    /// <summary>What it was made for: what it observes, in which order, and what it may do.</summary>
    public EnvironmentSpec Environment { get; }

    /// <summary>The agent that learned it.</summary>
    public string Agent { get; }

    /// <summary>Environment steps of the run that it had seen; null where that is not known.</summary>
    public long? Step { get; }

    /// <summary>Loads a policy.</summary>
    /// <param name="path">A policy file, or the directory of a checkpoint or a run; of a run the best policy, where there is one.</param>
    /// <param name="agent">Whose, where a directory holds several.</param>
    /// <exception cref="IOException">There is nothing of that name, no policy in it, or several.</exception>
    /// <exception cref="InvalidDataException">The file is no policy, or a damaged one.</exception>
    public static Policy Load(string path, string? agent = null) => new(PolicyFile.Read(PolicyLocation.Find(path, agent)));

    /// <summary>Chooses one of several actions.</summary>
    /// <param name="observation">As many values as the environment's observations have, in their order.</param>
    /// <param name="mask">Which actions are allowed, at least one; empty for all.</param>
    /// <returns>The number of the action, from 0.</returns>
    /// <exception cref="ArgumentException">The observation or the mask has another length, or the mask allows nothing.</exception>
    /// <exception cref="InvalidOperationException">The policy's actions are of another kind.</exception>
    public int Act(ReadOnlySpan<float> observation, ReadOnlySpan<bool> mask = default)
    {
        if (Environment.Actions is not DiscreteActions)
        {
            throw new InvalidOperationException("This policy's action is no single number: give room for its parts.");
        }

        Decide(observation, mask);
        return _batch.All.Actions[0];
    }

    /// <summary>Chooses in several branches at once.</summary>
    /// <param name="observation">As many values as the environment's observations have, in their order.</param>
    /// <param name="mask">Which choices are allowed, branch after branch, at least one in each; empty for all.</param>
    /// <param name="action">Receives the number of each branch's choice, from 0.</param>
    /// <exception cref="ArgumentException">Something has another length, or the mask allows nothing in a branch.</exception>
    /// <exception cref="InvalidOperationException">The policy's actions are of another kind.</exception>
    public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<bool> mask, Span<int> action)
    {
        if (Environment.Actions is ContinuousActions)
        {
            throw new InvalidOperationException("This policy's action is no choice: give room for its numbers.");
        }

        Check(action.Length, Environment.Actions.DiscreteSize, "choices", nameof(action));
        Decide(observation, mask);
        _batch.All.Actions.CopyTo(action);
    }

    /// <summary>Chooses an action of numbers.</summary>
    /// <param name="observation">As many values as the environment's observations have, in their order.</param>
    /// <param name="action">Receives the components, each within its bounds.</param>
    /// <exception cref="ArgumentException">Something has another length.</exception>
    /// <exception cref="InvalidOperationException">The policy's actions are of another kind.</exception>
    public void Act(ReadOnlySpan<float> observation, Span<float> action)
    {
        if (Environment.Actions is not ContinuousActions)
        {
            throw new InvalidOperationException("This policy's action is a choice: it is a whole number.");
        }

        Check(action.Length, Environment.Actions.ContinuousSize, "components", nameof(action));
        Decide(observation, []);
        _batch.All.ContinuousActions.CopyTo(action);
    }

    /// <summary>A new episode begins: forgets what it remembers of the old one.</summary>
    public void Reset() => _policy.Reset();

    /// <inheritdoc/>
    public void Dispose()
    {
        _policy.Dispose();
        _backend.Dispose();
    }

    private static PluginCatalog BuiltIn()
    {
        if (PluginCatalog.Host.All.Count > 0)
        {
            return PluginCatalog.Host;
        }

        var catalog = new PluginCatalog();
        Generated.Hamlet_Environments.PluginRegistration.Register(catalog);
        return catalog;
    }

    private void Decide(ReadOnlySpan<float> observation, ReadOnlySpan<bool> mask)
    {
        EnvironmentRows rows = _batch.All;
        Check(observation.Length, rows.Observations.Length, "values", nameof(observation));
        observation.CopyTo(rows.Observations);
        if (mask.IsEmpty)
        {
            rows.Masks.Fill(true);
        }
        else
        {
            Check(mask.Length, rows.Masks.Length, "switches", nameof(mask));
            CheckChoices(mask);
            mask.CopyTo(rows.Masks);
        }

        _policy.Act(rows);
    }

    private void CheckChoices(ReadOnlySpan<bool> mask)
    {
        foreach (int count in _branches)
        {
            if (!mask[..count].Contains(true))
            {
                throw new ArgumentException("The mask allows no choice.", nameof(mask));
            }

            mask = mask[count..];
        }
    }

    private static void Check(int length, int needed, string what, string parameter)
    {
        if (length != needed)
        {
            throw new ArgumentException($"{needed} {what} are needed, not {length}.", parameter);
        }
    }
}
