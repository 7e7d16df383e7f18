using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether the actor still has something to learn from.</summary>
internal sealed class PolicyLossDiagnosis : IDiagnosis
{
    private const string Name = "policy_loss";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        foreach (Metric metric in run.Primaries(Quantity.PolicyLoss).Where(static m => m.Judgeable))
        {
            double[] sizes = [.. metric.Points.Where(static p => p.Finite > 0).Select(Metric.Magnitude)];
            int tenth = Math.Max(2, sizes.Length / 10);
            double first = Robust.Median(sizes.Take(tenth));
            double last = Robust.Median(sizes.Skip(sizes.Length - tenth));
            (string, double)[] figures = [("first_size", first), ("last_size", last)];
            bool vanished = last <= run.Thresholds.Vanishing * first;
            yield return vanished
                ? new Finding(Name, Status.Warning, $"The policy's loss vanishes: its size goes from {Number.Text(first)} to {Number.Text(last)}, so the policy learns nothing more.")
                    .Of(metric, figures)
                    .Because("all advantages are alike: the reward is constant", "the policy is certain of everything (see the entropy)", "the learning rate has fallen to nothing")
                    .Try("look at the reward and the entropy", "raise the entropy coefficient", "normalise advantages")
                : new Finding(Name, Status.Ok, $"The policy's loss has a size of {Number.Text(last)}, {Number.Text(first)} at the beginning.").Of(metric, figures);
        }
    }
}
