using Hamlet.Environments;
using Hamlet.Plugins;
using Hamlet.State;

namespace Hamlet.Algorithms;

/// <summary>
/// A policy of an agent that sees its world through wrappers: it has frozen copies of them, and so acts on what the world itself shows.
/// </summary>
public sealed class WrappedPolicy : IPolicy, IDecisions
{
    private readonly IPolicy _policy;
    private readonly EnvironmentSpec _world;
    private readonly IWrapper[] _prototypes;
    private WrapperChain? _chain;
    private bool _begins = true;

    /// <summary>Makes a policy of one, which is then its own.</summary>
    /// <param name="policy">The policy; it acts on what the last wrapper shows.</param>
    /// <param name="wrappers">The wrappers, from the world's side on; they are copied and left alone.</param>
    /// <param name="world">The world.</param>
    public WrappedPolicy(IPolicy policy, IReadOnlyList<IWrapper> wrappers, EnvironmentSpec world)
    {
        _policy = policy;
        _world = world;
        _prototypes = [.. wrappers.Select(static wrapper => wrapper.CreateFrozen(1))];
    }

    /// <inheritdoc/>
    public PolicyModel? Model => _policy.Model is { } model && Plugins.Count == _prototypes.Length
        ? model with { Wrappers = [.. OwnWrappers(), .. model.Wrappers] }
        : null;

    /// <summary>What the wrappers were made from, one for each; without it the policy cannot be written to a file.</summary>
    public IReadOnlyList<BoundPlugin<IWrapper, WrapperContext>> Plugins { get; init; } = [];

    /// <inheritdoc/>
    public string DecisionKind => (_policy as IDecisions)?.DecisionKind ?? "";

    /// <inheritdoc/>
    public int DecisionCount => (_policy as IDecisions)?.DecisionCount ?? 0;

    /// <summary>The wrappers, from the world's side on, frozen.</summary>
    public IReadOnlyList<IWrapper> Wrappers => _prototypes;

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        if (_chain is null || _chain.Count != rows.Count)
        {
            int count = rows.Count;
            Close(_chain?.Wrappers);
            _chain = new WrapperChain([.. _prototypes.Select(wrapper => wrapper.CreateFrozen(count))], _world, count);
            _begins = true;
        }

        if (_begins)
        {
            _chain.Reset(rows);
            _begins = false;
        }
        else
        {
            _chain.Step(rows);
        }

        _policy.Act(_chain.View(rows));
        _chain.Act(rows);
    }

    /// <inheritdoc/>
    public bool TryReadDecision(int row, Span<float> values) => (_policy as IDecisions)?.TryReadDecision(row, values) ?? false;

    /// <inheritdoc/>
    public void Reset()
    {
        _begins = true;
        _policy.Reset();
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("policy", _policy);
        for (int i = 0; i < _prototypes.Length; i++)
        {
            writer.Write($"wrapper_{i}", _prototypes[i]);
        }
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("policy", _policy);
        for (int i = 0; i < _prototypes.Length; i++)
        {
            reader.Read($"wrapper_{i}", _prototypes[i]);
        }

        Close(_chain?.Wrappers);
        _chain = null;
        _begins = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _policy.Dispose();
        Close(_prototypes);
        Close(_chain?.Wrappers);
    }

    private static void Close(IEnumerable<IWrapper>? wrappers)
    {
        foreach (IDisposable wrapper in (wrappers ?? []).OfType<IDisposable>())
        {
            wrapper.Dispose();
        }
    }

    // A wrapper of rewards alone does nothing once it is frozen.
    private IEnumerable<WrapperModel> OwnWrappers() => Plugins
        .Zip(_prototypes, static (plugin, wrapper) => new WrapperModel(plugin, wrapper))
        .Where(static model => model.Wrapper is not PassThrough);
}
