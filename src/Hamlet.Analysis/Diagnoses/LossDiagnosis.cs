using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether a loss grows without end.</summary>
/// <param name="name">The diagnosis.</param>
/// <param name="quantity">The loss.</param>
/// <param name="subject">What the loss is called in a sentence.</param>
internal sealed class LossDiagnosis(string name, Quantity quantity, string subject) : IDiagnosis
{
    // A critic that foresees the returns may err more, in squares, as they grow.
    private const double Foresees = 0.5;

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier) =>
        run.Primaries(quantity).Where(static m => m.Judgeable).Select(metric => Examine(metric, run));

    private Finding Examine(Metric metric, RunView run)
    {
        double growth = Growth.Of(metric);
        double end = metric.Tail;
        (string, double)[] figures = [("first_tenth", metric.Head), ("last_tenth", end), ("growth", growth)];
        bool foresees = quantity == Quantity.ValueLoss && run.Primary(Quantity.ExplainedVariance) is { } explained && explained.Tail > Foresees;
        if (growth < run.Thresholds.Divergence || foresees)
        {
            return new Finding(name, Status.Ok, $"{subject} ends at {Number.Text(end)}, its median is {Number.Text(metric.Median)}.").Of(metric, figures);
        }

        Status status = growth >= run.Thresholds.DivergenceCritical ? Status.Critical : Status.Warning;
        return new Finding(
            name, status, $"{subject} {(status == Status.Critical ? "diverges" : "grows")}: it ends at {Number.Text(end)}, {Number.Text(growth)} times its median in the first half, and still rises.")
            .Of(metric, figures)
            .Because("a learning rate too high", "rewards or returns of a large or growing scale", "targets that follow too fast")
            .Try("lower the learning rate by a factor of ten", "normalise or clip rewards", "clip gradients", "update the target network less often");
    }
}
