using Hamlet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>The joint loss that <see cref="PolicyUpdate"/> states, in its two parts: they are of two networks where the value is apart.</summary>
internal static class PolicyLosses
{
    /// <summary>Computes both, weighted, tensors of one value with their graph.</summary>
    public static (Tensor Policy, Tensor Value) Of(in PolicyUpdate update, in PolicyTerms terms, Tensor values, UpdateStaging staging)
    {
        Tensor oldLog = staging.Take(update.Size);
        Tensor advantages = staging.Take(update.Size);
        Tensor oldValues = staging.Take(update.Size);
        Tensor returns = staging.Take(update.Size);

        // The surrogate of equation 7 of Schulman et al. (2017).
        using Scalar low = 1 - update.ClipRange;
        using Scalar high = 1 + update.ClipRange;
        Tensor ratios = (terms.LogProbabilities - oldLog).exp();
        Tensor policy = (ratios * advantages).minimum(ratios.clamp(low, high) * advantages).mean().neg();
        policy += Weighted(terms.Entropies, -update.EntropyCoefficient);
        policy = update.BoundsCoefficient == 0 ? policy : policy + Weighted(terms.BoundsLosses, update.BoundsCoefficient);

        Tensor value = (returns - values).square();
        if (!float.IsPositiveInfinity(update.ValueClipRange))
        {
            using Scalar down = -update.ValueClipRange;
            using Scalar up = update.ValueClipRange;
            value = value.maximum((returns - (oldValues + (values - oldValues).clamp(down, up))).square());
        }

        return (policy, Weighted(value, update.ValueCoefficient));
    }

    private static Tensor Weighted(Tensor terms, float weight)
    {
        using Scalar scalar = weight;
        return terms.mean().mul(scalar);
    }
}
