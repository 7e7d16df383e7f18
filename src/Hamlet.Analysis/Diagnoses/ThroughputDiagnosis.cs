using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether the program slows down.</summary>
internal sealed class ThroughputDiagnosis : IDiagnosis
{
    private const string Name = "throughput";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        if (run.Primary(Quantity.Throughput) is not { Judgeable: true } metric)
        {
            yield break;
        }

        // The first tenth is left out: before an algorithm learns, everything is faster.
        int count = metric.Blocks.Count;
        double early = Robust.Median(metric.Blocks.Skip(count / 10).Take((count / 2) - (count / 10)));
        double late = Robust.Median(metric.Blocks.Skip(count - Math.Max(2, count / 5)));
        (string, double)[] figures = [("early", early), ("late", late)];
        yield return late < run.Thresholds.Throughput * early && metric.Direction == Trend.Decreasing
            ? new Finding(Name, Status.Warning, $"The run slows down: from {Number.Text(early)} to {Number.Text(late)} steps a second.")
                .Of(metric, figures)
                .Because("something grows without bound: a list, a log, the replay buffer's sampling", "another program takes the processor", "a processor that is throttled")
                .Try("watch the memory of the process", "measure where the time goes", "compare with an idle machine")
            : new Finding(Name, Status.Ok, $"The run makes {Number.Text(late)} steps a second.").Of(metric, figures);
    }
}
