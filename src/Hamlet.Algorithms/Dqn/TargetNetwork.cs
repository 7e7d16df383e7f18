using Hamlet.Networks;
using Hamlet.State;

namespace Hamlet.Algorithms.Dqn;

/// <summary>A copy of the online network that follows it now and then, so that targets do not move with every update.</summary>
internal sealed class TargetNetwork(INetwork online, DqnOptions options) : IStateful, IDisposable
{
    private long _count;
    private bool _behind;

    /// <summary>The copy.</summary>
    public IInference Network { get; } = online.CreateInference();

    /// <summary>The online network has been updated once.</summary>
    public void OnUpdate()
    {
        _behind = true;
        Advance(TargetUpdateUnit.Updates, 1);
    }

    /// <summary>Steps were made and episodes ended.</summary>
    public void OnSteps(int steps, int episodes)
    {
        Advance(TargetUpdateUnit.Steps, steps);
        Advance(TargetUpdateUnit.Episodes, episodes);
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("count", _count);
        writer.Write("behind", _behind);
        writer.Write("network", Network);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        _count = reader.ReadInt64("count");
        _behind = reader.ReadBoolean("behind");
        reader.Read("network", Network);
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();

    private void Advance(TargetUpdateUnit unit, int count)
    {
        if (unit != options.TargetUpdateUnit)
        {
            return;
        }

        long before = _count;
        _count += count;
        for (long i = before / options.TargetUpdateFrequency; i < _count / options.TargetUpdateFrequency; i++)
        {
            Follow();
        }
    }

    private void Follow()
    {
        if (!_behind)
        {
            // Both are equal: before the first update, and after a copy.
            return;
        }

        if (options.Tau < 1)
        {
            Network.Lerp(online, (float)options.Tau);
            return;
        }

        Network.CopyFrom(online);
        _behind = false;
    }
}
