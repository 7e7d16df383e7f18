using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms;

/// <summary>
/// Draws every action uniformly from the allowed ones, or from within its bounds: what any learning must beat. Where a bound is infinite, as
/// Gymnasium's <c>Box.sample</c> does: an exponential distribution beginning at the finite one, the normal one without any.
/// </summary>
public sealed class RandomPolicy : IPolicy
{
    private readonly ActionSpace _actions;
    private readonly int[] _branches;
    private RandomStream _random;

    /// <summary>Makes a policy that draws from a stream.</summary>
    public RandomPolicy(EnvironmentSpec environment, RandomStream random)
    {
        _actions = environment.Actions;
        _random = random;
        _branches = [.. _actions.Branches];
    }

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        if (_actions is ContinuousActions bounds)
        {
            DrawWithin(bounds, rows.ContinuousActions);
        }
        else
        {
            DrawAllowed(rows.Masks, rows.Actions);
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer) => _random.Save(writer, "random");

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => _random.Load(reader, "random");

    /// <summary>Does nothing: there is nothing to free.</summary>
    public void Dispose()
    {
    }

    private void DrawAllowed(ReadOnlySpan<bool> masks, Span<int> actions)
    {
        for (int i = 0; i < actions.Length; i++)
        {
            int choices = _branches[i % _branches.Length];
            actions[i] = MaskedActions.Sample(masks[..choices], ref _random);
            masks = masks[choices..];
        }
    }

    private void DrawWithin(ContinuousActions bounds, Span<float> actions)
    {
        for (int i = 0; i < actions.Length; i++)
        {
            int component = i % bounds.Low.Count;
            actions[i] = Draw(bounds.Low[component], bounds.High[component]);
        }
    }

    private float Draw(float low, float high) => (float)((float.IsFinite(low), float.IsFinite(high)) switch
    {
        (true, true) => _random.NextDouble(low, high),
        (true, false) => low - Math.Log(1 - _random.NextDouble()),
        (false, true) => high + Math.Log(1 - _random.NextDouble()),
        _ => _random.NextGaussian(),
    });
}
