using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether returns rise: they may stay as they were, fall, or collapse after a peak.</summary>
internal sealed class RewardTrendDiagnosis : IDiagnosis
{
    private const string Name = "reward_trend";

    // A change below three times the noise of the blocks is none.
    private const double Clear = 3;

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        IReadOnlyList<Metric> metrics = run.Primaries(Quantity.Reward);
        foreach (Metric metric in metrics.Count > 0 ? metrics : run.Primaries(Quantity.EvaluationReward))
        {
            if (!metric.Judgeable)
            {
                yield return new Finding(Name, Status.Ok, $"There are too few points ({metric.Series.Finite}) to judge the return.").Of(metric);
                continue;
            }

            yield return Examine(metric, run);
        }
    }

    private static Finding Examine(Metric metric, RunView run)
    {
        double[] smooth = Smooth(metric.Blocks);
        int peak = Array.IndexOf(smooth, smooth.Max());
        double low = smooth.Take(peak + 1).Min();
        double start = (smooth[0] + smooth[1]) / 2;
        double end = metric.Tail;
        double noise = metric.Noise;
        (string, double)[] figures =
            [("first_tenth", metric.Head), ("last_tenth", end), ("peak", smooth[peak]), ("peak_step", metric.Steps[peak]), ("noise", noise)];
        double lost = smooth[peak] - end;
        double gained = smooth[peak] - low;
        if (gained > Clear * noise && lost > run.Thresholds.RewardCollapse * gained && lost > Clear * noise && peak < smooth.Length - 2 && gained > 0.02 * Size(smooth))
        {
            return new Finding(
                Name, Status.Critical,
                $"The return collapsed: from {Number.Text(smooth[peak])} around step {Number.Step(metric.Steps[peak])} to {Number.Text(end)} now, {Number.Percent(lost / gained)} of what had been gained.")
                .Of(metric, figures)
                .Because("steps too large (learning rate, number of epochs)", "catastrophic forgetting: the replay buffer no longer holds what the policy needs", "the values diverged")
                .Try("take the best checkpoint", "lower the learning rate, or let it fall", "a larger replay buffer, slower targets or a smaller clip range");
        }

        if (start - end > Clear * noise && start - end > 0.05 * Size(smooth) && metric.Direction != Trend.Increasing)
        {
            return new Finding(Name, Status.Critical, $"The return falls, from {Number.Text(start)} to {Number.Text(end)}.")
                .Of(metric, figures)
                .Because("steps too large", "the sign of the reward or of the loss is wrong", "the values diverged")
                .Try("lower the learning rate by a factor of ten", "check the reward's sign", "look at the losses and Q-values below");
        }

        if (end - low > Clear * noise && end - low > 0.02 * Size(smooth) && (metric.Direction == Trend.Increasing || end - start > Clear * noise))
        {
            bool flat = end - smooth[smooth.Length / 2] < noise;
            return new Finding(
                Name, Status.Ok, $"The return rose from {Number.Text(start)} to {Number.Text(end)}{(flat ? " and has levelled off" : "")}.").Of(metric, figures);
        }

        if (run.Primary(Quantity.SuccessRate) is { } success && success.Tail >= 0.9 * (success.Series.Max > 1 ? 100 : 1))
        {
            return new Finding(Name, Status.Ok, $"The return stays at {Number.Text(end)}, and the task is done.").Of(metric, figures);
        }

        return new Finding(Name, Status.Warning, $"The return does not rise: {Number.Text(start)} at the beginning, {Number.Text(end)} now, with noise of {Number.Text(noise)}.")
            .Of(metric, figures)
            .Because("too little exploration", "a learning rate far too small or too large", "no reward within reach", "it was solved from the beginning")
            .Try("explore more", "change the learning rate by a factor of ten", "compare with a random policy");
    }

    private static double Size(double[] blocks) => blocks.Max(Math.Abs);

    // Of three neighbours the middle one in size: a lone block is no peak.
    private static double[] Smooth(IReadOnlyList<double> blocks) =>
        [.. blocks.Select((_, i) => Robust.Median([blocks[Math.Max(0, i - 1)], blocks[i], blocks[Math.Min(blocks.Count - 1, i + 1)]]))];
}
