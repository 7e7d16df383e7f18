using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>The wrappers of one agent, one around the other, each with the rows that it writes. Without a wrapper the agent sees the world itself.</summary>
public sealed class WrapperChain : IStateful
{
    private readonly IWrapper[] _wrappers;
    private readonly EnvironmentBatch[] _batches;

    /// <summary>Allocates the rows.</summary>
    /// <param name="wrappers">From the world's side on, each made for the one before.</param>
    /// <param name="world">The world.</param>
    /// <param name="count">The number of the agent's rows.</param>
    public WrapperChain(IReadOnlyList<IWrapper> wrappers, EnvironmentSpec world, int count)
    {
        _wrappers = [.. wrappers];
        _batches = [.. wrappers.Select(wrapper => new EnvironmentBatch(wrapper.Spec, count))];
        Spec = wrappers.Count > 0 ? wrappers[^1].Spec : world;
        Count = count;
    }

    /// <summary>What the agent sees.</summary>
    public EnvironmentSpec Spec { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The wrappers, from the world's side on.</summary>
    public IReadOnlyList<IWrapper> Wrappers => _wrappers;

    /// <summary>The rows as the agent sees them.</summary>
    /// <param name="world">Its rows of the environment's batch.</param>
    public EnvironmentRows View(EnvironmentRows world) => Side(_wrappers.Length, world);

    /// <summary>New episodes have begun in all rows.</summary>
    public void Reset(EnvironmentRows world)
    {
        for (int i = 0; i < _wrappers.Length; i++)
        {
            _wrappers[i].Reset(Side(i, world), Side(i + 1, world));
        }
    }

    /// <summary>Hands the agent's actions on to the world.</summary>
    public void Act(EnvironmentRows world)
    {
        for (int i = _wrappers.Length - 1; i >= 0; i--)
        {
            _wrappers[i].Act(Side(i + 1, world), Side(i, world));
        }
    }

    /// <summary>The environment has stepped.</summary>
    public void Step(EnvironmentRows world)
    {
        for (int i = 0; i < _wrappers.Length; i++)
        {
            _wrappers[i].Step(Side(i, world), Side(i + 1, world));
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        for (int i = 0; i < _wrappers.Length; i++)
        {
            writer.Write($"wrapper_{i}", _wrappers[i]);
            writer.Write($"rows_{i}", _batches[i]);
        }
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        for (int i = 0; i < _wrappers.Length; i++)
        {
            reader.Read($"wrapper_{i}", _wrappers[i]);
            reader.Read($"rows_{i}", _batches[i]);
        }
    }

    // The rows in front of wrapper i; behind the last one those that the agent sees.
    private EnvironmentRows Side(int i, EnvironmentRows world) => i == 0 ? world : _batches[i - 1].All with { First = world.First };
}
