using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;

namespace Hamlet.Algorithms.Ppo;

/// <summary>Independent normal distributions, with parameters of their own for the logarithms of the standard deviations.</summary>
internal sealed class GaussianDistribution(ContinuousActions actions) : ContinuousDistribution(actions)
{
    /// <inheritdoc/>
    public override int LogStdWidth => Width;

    /// <inheritdoc/>
    public override void Sample(
        in PolicyOutputs outputs,
        ReadOnlySpan<bool> masks,
        Span<int> choices,
        Span<float> components,
        Span<float> logProbabilities,
        ref RandomStream random)
    {
        logProbabilities.Clear();
        for (int i = 0; i < components.Length; i++)
        {
            components[i] = outputs.Policy[i] + (MathF.Exp(outputs.LogStd[i]) * (float)random.NextGaussian());
            logProbabilities[i / Width] += LogDensity(components[i], outputs.Policy[i], outputs.LogStd[i]);
        }
    }

    /// <inheritdoc/>
    public override void Evaluate(in PolicyUpdate update, in PolicyOutputs outputs, int first, int count)
    {
        Clear(in update, first, count);
        for (int i = first * Width; i < (first + count) * Width; i++)
        {
            int row = i / Width;
            float beyond = Beyond(outputs.Policy[i], i % Width);
            update.LogProbabilities[row] += LogDensity(update.Components[i], outputs.Policy[i], outputs.LogStd[i]);
            update.Entropies[row] += 0.5f + HalfLogTau + outputs.LogStd[i];
            update.BoundsLosses[row] += beyond * beyond;
        }
    }

    /// <inheritdoc/>
    /// <remarks>With z = (a - mean) / std: d log p / d mean = z / std, d log p / d log std = z^2 - 1, and dH / d log std = 1.</remarks>
    public override void WriteGradient(
        in PolicyUpdate update,
        in PolicyOutputs outputs,
        ReadOnlySpan<float> slopes,
        Span<float> policyGradient,
        Span<float> logStdGradient,
        int first,
        int count)
    {
        float entropyWeight = update.EntropyCoefficient / update.Size;
        float boundsWeight = update.BoundsCoefficient / update.Size;
        for (int i = first * Width; i < (first + count) * Width; i++)
        {
            float slope = slopes[i / Width];
            float precision = MathF.Exp(-outputs.LogStd[i]);
            float z = (update.Components[i] - outputs.Policy[i]) * precision;
            policyGradient[i] = (slope * z * precision) + (2 * boundsWeight * Beyond(outputs.Policy[i], i % Width));
            logStdGradient[i] = (slope * ((z * z) - 1)) - entropyWeight;
        }
    }

    private static float LogDensity(float action, float mean, float logStd)
    {
        float z = (action - mean) * MathF.Exp(-logStd);
        return (-0.5f * z * z) - logStd - HalfLogTau;
    }
}
