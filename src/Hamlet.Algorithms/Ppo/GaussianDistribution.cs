using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// Independent normal distributions: the network gives the means, parameters of their own the logarithms of the standard deviations. An
/// action is clipped to its bounds on its way to the environment only: its log-probability is that of what was drawn.
/// </summary>
internal sealed class GaussianDistribution : ActionDistribution
{
    // rl_games charges means beyond 1.1 in units where actions are within ±1.
    private const float Leeway = 1.1f;

    private static readonly float s_halfLogTau = 0.5f * MathF.Log(2 * MathF.PI);

    private readonly float[] _low;
    private readonly float[] _high;
    private readonly float[] _meanLow;
    private readonly float[] _meanHigh;

    /// <summary>Makes the distribution over actions within bounds, which may be infinite.</summary>
    public GaussianDistribution(ContinuousActions actions)
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
    public override int Width => _low.Length;

    /// <inheritdoc/>
    public override int LogStdWidth => _low.Length;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> MeanLow => _meanLow;

    /// <inheritdoc/>
    public override ReadOnlySpan<float> MeanHigh => _meanHigh;

    /// <inheritdoc/>
    public override void Sample(
        ReadOnlySpan<float> policy,
        ReadOnlySpan<float> logStd,
        ReadOnlySpan<bool> masks,
        Span<int> choices,
        Span<float> components,
        Span<float> logProbabilities,
        ref RandomStream random)
    {
        logProbabilities.Clear();
        for (int i = 0; i < components.Length; i++)
        {
            components[i] = policy[i] + (MathF.Exp(logStd[i]) * (float)random.NextGaussian());
            logProbabilities[i / Width] += LogDensity(components[i], policy[i], logStd[i]);
        }
    }

    /// <inheritdoc/>
    public override void Take(ReadOnlySpan<int> choices, ReadOnlySpan<float> components, EnvironmentRows rows)
    {
        for (int i = 0; i < components.Length; i++)
        {
            rows.ContinuousActions[i] = Math.Clamp(components[i], _low[i % Width], _high[i % Width]);
        }
    }

    /// <inheritdoc/>
    public override void Evaluate(in PolicyUpdate update, ReadOnlySpan<float> policy, ReadOnlySpan<float> logStd)
    {
        update.LogProbabilities.Clear();
        update.Entropies.Clear();
        update.BoundsLosses.Clear();
        for (int i = 0; i < policy.Length; i++)
        {
            int row = i / Width;
            float beyond = Beyond(policy[i], i % Width);
            update.LogProbabilities[row] += LogDensity(update.Components[i], policy[i], logStd[i]);
            update.Entropies[row] += 0.5f + s_halfLogTau + logStd[i];
            update.BoundsLosses[row] += beyond * beyond;
        }
    }

    /// <inheritdoc/>
    /// <remarks>With z = (a - mean) / std: d log p / d mean = z / std, d log p / d log std = z^2 - 1, and dH / d log std = 1.</remarks>
    public override void WriteGradient(
        in PolicyUpdate update,
        ReadOnlySpan<float> policy,
        ReadOnlySpan<float> logStd,
        ReadOnlySpan<float> slopes,
        Span<float> policyGradient,
        Span<float> logStdGradient)
    {
        float entropyWeight = update.EntropyCoefficient / update.Size;
        float boundsWeight = update.BoundsCoefficient / update.Size;
        for (int i = 0; i < policy.Length; i++)
        {
            float slope = slopes[i / Width];
            float precision = MathF.Exp(-logStd[i]);
            float z = (update.Components[i] - policy[i]) * precision;
            policyGradient[i] = (slope * z * precision) + (2 * boundsWeight * Beyond(policy[i], i % Width));
            logStdGradient[i] = (slope * ((z * z) - 1)) - entropyWeight;
        }
    }

    private static float LogDensity(float action, float mean, float logStd)
    {
        float z = (action - mean) * MathF.Exp(-logStd);
        return (-0.5f * z * z) - logStd - s_halfLogTau;
    }

    // How far a mean is outside of what is not charged, with its sign.
    private float Beyond(float mean, int component) => mean - Math.Clamp(mean, _meanLow[component], _meanHigh[component]);
}
