using Hamlet.Networks;

namespace Hamlet.Algorithms.Ppo;

/// <summary>What one minibatch of PPO tells of itself, measured before its step; see <see cref="PpoMetrics"/> for the meanings.</summary>
internal readonly record struct PolicyResult(
    float PolicyLoss, float ValueLoss, float Entropy, float BoundsLoss, float Kl, float ClipFraction, float GradientNorm)
{
    /// <summary>Computes it of what an update wrote for each sample.</summary>
    /// <param name="update">The update.</param>
    /// <param name="ratios">[size], or more: how much likelier each action has become.</param>
    /// <param name="gradientNorm">The norm of the gradient.</param>
    public static PolicyResult Measure(in PolicyUpdate update, ReadOnlySpan<float> ratios, float gradientNorm = 0)
    {
        double policy = 0;
        double value = 0;
        double entropy = 0;
        double bounds = 0;
        double kl = 0;
        int clipped = 0;
        (float clipRange, float valueClipRange) = (update.ClipRange, update.ValueClipRange);
        Span<float> logProbabilities = update.LogProbabilities;
        ReadOnlySpan<float> oldLogProbabilities = update.OldLogProbabilities;
        ReadOnlySpan<float> advantages = update.Advantages;
        Span<float> values = update.Values;
        ReadOnlySpan<float> oldValues = update.OldValues;
        ReadOnlySpan<float> returns = update.Returns;
        Span<float> entropies = update.Entropies;
        Span<float> boundsLosses = update.BoundsLosses;
        for (int i = 0; i < logProbabilities.Length; i++)
        {
            float logRatio = logProbabilities[i] - oldLogProbabilities[i];
            float ratio = ratios[i];
            policy -= PpoLoss.Surrogate(ratio, advantages[i], clipRange);
            value += PpoLoss.Value(values[i], oldValues[i], returns[i], valueClipRange);
            entropy += entropies[i];
            bounds += boundsLosses[i];
            kl += ratio - 1 - logRatio;
            clipped += Math.Abs(ratio - 1) > clipRange ? 1 : 0;
        }

        return new PolicyResult(
            Mean(policy, update.Size),
            Mean(value, update.Size),
            Mean(entropy, update.Size),
            Mean(bounds, update.Size),
            Mean(kl, update.Size),
            (float)clipped / update.Size,
            gradientNorm);
    }

    private static float Mean(double sum, int count) => (float)(sum / count);
}
