using Hamlet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>What a policy says of the actions of an update, as tensors of [size] with their graph.</summary>
/// <param name="LogProbabilities">Of each action.</param>
/// <param name="Entropies">Of each policy, in nats.</param>
/// <param name="BoundsLosses">How far means are out of bounds, squared; 0 for choices.</param>
internal readonly record struct PolicyTerms(Tensor LogProbabilities, Tensor Entropies, Tensor BoundsLosses)
{
    private static readonly float s_halfLogTau = 0.5f * MathF.Log(2 * MathF.PI);
    private static readonly Scalar s_forbidden = float.NegativeInfinity;
    private static readonly Scalar s_zero = 0f;
    private static readonly Scalar s_half = 0.5f;
    private static readonly Scalar s_minusHalf = -0.5f;
    private static readonly Scalar s_minusHalfLogTau = -s_halfLogTau;
    private static readonly Scalar s_entropyOfOne = 0.5f + s_halfLogTau;

    /// <summary>A softmax over the allowed choices of each branch.</summary>
    public static PolicyTerms Categorical(in PolicyUpdate update, Tensor logits, UpdateStaging staging)
    {
        int size = update.Size;
        Tensor choices = staging.Take(size, update.Branches.Length).to(ScalarType.Int64);
        Tensor? forbidden = update.Masks.IsEmpty ? null : staging.Take(size, (int)logits.shape[1]).lt(s_half);
        Tensor? log = null;
        Tensor? entropy = null;
        int first = 0;
        for (int branch = 0; branch < update.Branches.Length; branch++)
        {
            int count = update.Branches[branch];
            Tensor own = logits.narrow(1, first, count);
            Tensor? mask = forbidden?.narrow(1, first, count);
            Tensor logs = nn.functional.log_softmax(mask is null ? own : own.masked_fill(mask, s_forbidden), 1);

            // p log p is 0 where p is: the infinite logarithm must not reach the product.
            Tensor safe = mask is null ? logs : logs.masked_fill(mask, s_zero);
            Tensor part = (logs.exp() * safe).sum(1).neg();
            Tensor taken = logs.gather(1, choices.narrow(1, branch, 1)).reshape(-1);
            log = log is null ? taken : log + taken;
            entropy = entropy is null ? part : entropy + part;
            first += count;
        }

        return new PolicyTerms(log!, entropy!, zeros_like(log!));
    }

    /// <summary>Independent normal distributions.</summary>
    public static PolicyTerms Gaussian(in PolicyUpdate update, Tensor means, Tensor logStd, UpdateStaging staging)
    {
        int width = (int)means.shape[1];
        Tensor components = staging.Take(update.Size, width);
        Tensor low = staging.Take(width);
        Tensor high = staging.Take(width);
        Tensor z = (components - means) * logStd.neg().exp();
        Tensor logs = z.square().mul(s_minusHalf) - logStd;
        Tensor beyond = means - means.maximum(low).minimum(high);
        return new PolicyTerms(
            logs.add(s_minusHalfLogTau).sum(1), logStd.add(s_entropyOfOne).sum(1), beyond.square().sum(1));
    }
}
