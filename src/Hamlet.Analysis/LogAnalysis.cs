using Hamlet.Analysis.Diagnoses;

namespace Hamlet.Analysis;

/// <summary>What is to be said of a log directory.</summary>
/// <param name="Directory">The directory, as it was named.</param>
/// <param name="Runs">The runs in it.</param>
internal sealed record LogAnalysis(string Directory, IReadOnlyList<RunAnalysis> Runs)
{
    /// <summary>The greatest step of all runs.</summary>
    public long TotalSteps => Runs.Select(static r => r.View.Data.TotalSteps).DefaultIfEmpty(0).Max();

    /// <summary>How many findings have a status.</summary>
    public int Count(Status status) => Runs.Sum(r => r.Count(status));

    /// <summary>The gravest status of all findings.</summary>
    public Status Worst => Runs.SelectMany(static r => r.Findings).Select(static f => f.Status).DefaultIfEmpty(Status.Ok).Max();

    /// <summary>In one sentence, whether training worked.</summary>
    public string Verdict => Worst switch
    {
        Status.Critical => "Something is badly wrong; see what is critical below.",
        Status.Warning => "It works, with something to look at.",
        _ => "Nothing is wrong as far as the log tells.",
    };
}
