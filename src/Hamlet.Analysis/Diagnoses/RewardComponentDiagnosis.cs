using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether each part of the reward does something.</summary>
internal sealed class RewardComponentDiagnosis : IDiagnosis
{
    private const string Name = "reward_component";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        Metric[] parts = [.. run.Of(Quantity.RewardComponent).Concat(run.Of(Quantity.IntrinsicReward)).Where(static m => m.Judgeable)];

        // The part that the world gives is the whole reward where there is no other, and judged as such.
        return parts.Length == 1 && parts[0].Tag.EndsWith("Extrinsic_Reward", StringComparison.OrdinalIgnoreCase)
            ? []
            : parts.Select(metric => Examine(metric, run.Thresholds));
    }

    private static Finding Examine(Metric metric, ThresholdOptions thresholds)
    {
        string part = metric.Tag[(metric.Tag.LastIndexOf('/') + 1)..];
        double size = Math.Max(Math.Abs(metric.Series.Min), Math.Abs(metric.Series.Max));
        double peak = metric.Blocks.Max();
        double tail = metric.Tail;
        (string, double)[] figures = [("largest", size), ("peak", peak), ("last_tenth", tail)];
        if (size <= thresholds.ComponentZero)
        {
            return new Finding(Name, Status.Warning, $"The reward's part '{part}' is always zero.")
                .Of(metric, figures)
                .Because("its weight is zero", "its condition is never met", "it is computed from the wrong field")
                .Try("check its weight and condition", "log it for a policy that should earn it");
        }

        if (peak > thresholds.ComponentZero && metric.Match!.Quantity == Quantity.RewardComponent
            && peak - tail > thresholds.ComponentFall * peak && peak - tail > 3 * metric.Noise && metric.Direction == Trend.Decreasing)
        {
            return new Finding(Name, Status.Warning, $"The reward's part '{part}' falls, from {Number.Text(peak)} to {Number.Text(tail)}.")
                .Of(metric, figures)
                .Because("the agent trades it for another part that pays more", "the policy gets worse as a whole")
                .Try("compare with the other parts", "raise its weight if it is the one that matters");
        }

        return new Finding(Name, Status.Ok, $"The reward's part '{part}' is {Number.Text(tail)}.").Of(metric, figures);
    }
}
