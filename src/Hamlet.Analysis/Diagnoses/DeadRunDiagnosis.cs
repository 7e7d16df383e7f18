using Hamlet.Analysis.Reading;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether a run that should go on says nothing any more.</summary>
internal sealed class DeadRunDiagnosis : IDiagnosis
{
    private const string Name = "dead_run";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        if (run.Metrics.Count == 0)
        {
            yield return new Finding(Name, Status.Critical, "There is not one number in this run.")
                .Because("the program died before it logged anything", "it logs elsewhere", "it never flushed its log")
                .Try("look at what the program printed", "give it more time", "flush the log now and then");
            yield break;
        }

        double silence = run.Now - run.Data.LastTime;
        double patience = Math.Max(60 * run.Thresholds.Silence, 3 * run.Data.LongestGap);
        (string, double)[] figures = [("silence_seconds", silence), ("longest_gap_seconds", run.Data.LongestGap)];
        yield return (run.Data.Session, silence > patience) switch
        {
            (RunSession.Ended, _) => new Finding(Name, Status.Ok, "The run says that it ended.") { Figures = figures },
            (RunSession.Running, true) => new Finding(
                Name, Status.Critical,
                $"The run should be going on, but has been silent for {Time(silence)}; so far {Time(run.Data.LongestGap)} was the longest.") { Figures = figures }
                .Because("the process was killed (memory, a time limit), without a word", "it hangs")
                .Try("see whether the process lives", "continue from the last checkpoint"),
            (RunSession.Unknown, true) => new Finding(Name, Status.Ok, $"The last value is {Time(silence)} old, and nothing says whether the run should be going on.") { Figures = figures },
            _ => new Finding(Name, Status.Ok, $"The last value is {Time(silence)} old.") { Figures = figures },
        };
    }

    private static string Time(double seconds) => seconds switch
    {
        < 120 => $"{Number.Text(Math.Max(0, Math.Round(seconds)))} s",
        < 7200 => $"{Number.Text(Math.Round(seconds / 60))} min",
        < 172_800 => $"{Number.Text(Math.Round(seconds / 3600))} h",
        _ => $"{Number.Text(Math.Round(seconds / 86_400))} days",
    };
}
