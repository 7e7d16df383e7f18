using Hamlet.Networks;

namespace Hamlet.Algorithms.Ppo;

/// <summary>What one minibatch of PPO tells of itself, measured before its step; see <see cref="PpoMetrics"/> for the meanings.</summary>
internal readonly record struct PolicyResult(
    float PolicyLoss, float ValueLoss, float Entropy, float BoundsLoss, float Kl, float ClipFraction, float GradientNorm)
{
    /// <summary>Computes it of what an update wrote for each sample.</summary>
    /// <param name="update">The update.</param>
    /// <param name="ratios">[size]: how much likelier each action has become.</param>
    /// <param name="gradientNorm">The norm of the gradient.</param>
    public static PolicyResult Measure(in PolicyUpdate update, ReadOnlySpan<float> ratios, float gradientNorm = 0)
    {
        double policy = 0;
        double value = 0;
        double entropy = 0;
        double bounds = 0;
        double kl = 0;
        int clipped = 0;
        for (int i = 0; i < update.Size; i++)
        {
            float logRatio = update.LogProbabilities[i] - update.OldLogProbabilities[i];
            float ratio = ratios[i];
            policy -= PpoLoss.Surrogate(ratio, update.Advantages[i], update.ClipRange);
            value += PpoLoss.Value(update.Values[i], update.OldValues[i], update.Returns[i], update.ValueClipRange);
            entropy += update.Entropies[i];
            bounds += update.BoundsLosses[i];
            kl += ratio - 1 - logRatio;
            clipped += Math.Abs(ratio - 1) > update.ClipRange ? 1 : 0;
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
