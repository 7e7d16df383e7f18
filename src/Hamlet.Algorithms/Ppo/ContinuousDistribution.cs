using Hamlet.Environments;
using Hamlet.Networks;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// Normal distributions whose means the network gives. An action is clipped to its bounds on its way to the environment only: its
/// log-probability is that of what was drawn.
/// </summary>
internal abstract class ContinuousDistribution : ActionDistribution
{
    /// <summary>log(2 pi) / 2.</summary>
    protected static readonly float HalfLogTau = 0.5f * MathF.Log(2 * MathF.PI);

    // rl_games charges means beyond 1.1 in units where actions are within ±1.
    private const float Leeway = 1.1f;

    private readonly float[] _low;
    private readonly float[] _high;
    private readonly float[] _meanLow;
    private readonly float[] _meanHigh;

    /// <summary>Takes the bounds, which may be infinite.</summary>
    protected ContinuousDistribution(ContinuousActions actions)
    {
        _low = [.. actions.Low];
        _high = [.. actions.High];
        _meanLow = new float[_low.Length];
        _meanHigh = new float[_low.Length];
        for (int i = 0; i < _low.Length; i++)
        {
            float margin = (Leeway - 1) * (_high[i] - _low[i]) / 2;
            _meanLow[i] = _low[i] - (float.IsFinite(margin) ? margin : 0);
            _meanHigh[i] = _high[i] + (float.IsFinite(margin) ? margin : 0);
        }
    }

    /// <inheritdoc/>
    public sealed override int Width => _low.Length;

    /// <inheritdoc/>
    public sealed override ReadOnlySpan<float> MeanLow => _meanLow;

    /// <inheritdoc/>
    public sealed override ReadOnlySpan<float> MeanHigh => _meanHigh;

    /// <inheritdoc/>
    public sealed override void Take(ReadOnlySpan<int> choices, ReadOnlySpan<float> components, EnvironmentRows rows)
    {
        for (int i = 0; i < components.Length; i++)
        {
            rows.ContinuousActions[i] = Math.Clamp(components[i], _low[i % Width], _high[i % Width]);
        }
    }

    /// <summary>Begins the sums of some samples.</summary>
    protected static void Clear(in PolicyUpdate update, int first, int count)
    {
        update.LogProbabilities.Slice(first, count).Clear();
        update.Entropies.Slice(first, count).Clear();
        update.BoundsLosses.Slice(first, count).Clear();
    }

    /// <summary>How far a mean is outside of what is not charged, with its sign.</summary>
    protected float Beyond(float mean, int component) => mean - Math.Clamp(mean, _meanLow[component], _meanHigh[component]);
}
