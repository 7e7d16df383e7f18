using Hamlet.Analysis.Reading;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether steps go back: two writers in one directory, or a continued run that does not say where it begins.</summary>
internal sealed class StepOrderDiagnosis : IDiagnosis
{
    private const string Name = "step_order";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        Metric[] back = [.. run.Metrics.Where(static m => m.Series.BackwardSteps > 0)];
        if (back.Length == 0)
        {
            yield break;
        }

        Metric worst = back.MaxBy(static m => m.Series.BackwardSteps)!;
        (string, double)[] figures =
        [
            ("metrics", back.Length), ("times", worst.Series.BackwardSteps), ("greatest_return", back.Max(static m => m.Series.GreatestReturn)),
        ];
        bool two = Overlap(run.Data.Files) || worst.Series.BackwardSteps > 10;
        yield return two
            ? new Finding(Name, Status.Critical, $"Two programs write into this run at once: steps go back {worst.Series.BackwardSteps} times in {worst.Tag}, in {back.Length} metrics in all. Nothing said of it can be trusted.")
                .Of(worst, figures)
                .Because("two runs were given the same directory", "an old process was not ended before its run was continued")
                .Try("a directory for each run", "move the other program's event files elsewhere and analyze again")
            : new Finding(Name, Status.Warning, $"Steps go back, by {Number.Step(worst.Series.GreatestReturn)} at most, in {back.Length} metrics: both branches are in the log.")
                .Of(worst, figures)
                .Because("the run was continued from an earlier checkpoint, and the log does not say so", "a second run was started in the same directory")
                .Try("write a session start with the first step when continuing (purge_step in PyTorch and tensorboardX)", "a directory for each run");
    }

    private static bool Overlap(IReadOnlyList<LogFile> files)
    {
        LogFile[] ordered = [.. files.Where(static f => f.FirstTime <= f.LastTime).OrderBy(static f => f.FirstTime)];
        return Enumerable.Range(1, Math.Max(0, ordered.Length - 1)).Any(i => ordered[i].FirstTime < ordered[i - 1].LastTime);
    }
}
