using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether the policy makes up its mind: its entropy falls, but not at once.</summary>
internal sealed class EntropyDiagnosis : IDiagnosis
{
    private const string Name = "entropy";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier) =>
        run.Primaries(Quantity.Entropy).Where(static m => m.Judgeable).Select(metric => Examine(metric, run.Thresholds));

    private static Finding Examine(Metric metric, ThresholdOptions thresholds)
    {
        double first = metric.Head;
        double last = metric.Tail;
        (string, double)[] figures = [("first_tenth", first), ("last_tenth", last)];

        // Of a policy that has collapsed a little of the rest is soon much: what rises must also be worth something, in nats.
        double rise = Math.Max(thresholds.EntropyRise * Math.Abs(first), 0.02);
        if (metric.Direction == Trend.Increasing && last - first > rise)
        {
            return new Finding(Name, Status.Critical, $"The policy's entropy rises, from {Number.Text(first)} to {Number.Text(last)}: it becomes more random, not less.")
                .Of(metric, figures)
                .Because("the entropy bonus outweighs the return", "the advantages are noise: the critic does not follow", "the sign of the entropy term is wrong")
                .Try("lower the entropy coefficient", "look at the explained variance", "check the reward's scale");
        }

        int early = (int)Math.Ceiling(thresholds.EntropyEarly * metric.Blocks.Count);
        double left = metric.Blocks.Take(early).Min();
        double initial = metric.Points.First(static p => p.Finite > 0).Max;
        bool discrete = metric.Series.Min >= 0 || metric.Match is { Negated: true } && metric.Series.Max <= 0;
        if (discrete && initial > 0 && left < thresholds.EntropyCollapse * initial)
        {
            return new Finding(
                Name, Status.Warning,
                $"The policy's entropy collapsed early: {Number.Text(left)} after {Number.Percent(thresholds.EntropyEarly)} of the run, {Number.Text(initial)} at the beginning.")
                .Of(metric, figures)
                .Because("a learning rate too high", "no entropy bonus", "one action pays at once and hides the rest")
                .Try("raise the entropy coefficient", "lower the learning rate", "a smaller clip range or fewer epochs");
        }

        return new Finding(Name, Status.Ok, $"The policy's entropy goes from {Number.Text(first)} to {Number.Text(last)}.").Of(metric, figures);
    }
}
