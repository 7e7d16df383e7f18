using Hamlet.Analysis.Diagnoses;

namespace Hamlet.Analysis;

/// <summary>What is to be said of a run.</summary>
/// <param name="View">The run.</param>
/// <param name="Findings">What the diagnoses found, the gravest first.</param>
internal sealed record RunAnalysis(RunView View, IReadOnlyList<Finding> Findings)
{
    /// <summary>The run's name: its directory relative to the log directory, with slashes.</summary>
    public string Name => View.Data.Folder.Name.Replace('\\', '/');

    /// <summary>How many findings have a status.</summary>
    public int Count(Status status) => Findings.Count(f => f.Status == status);
}
