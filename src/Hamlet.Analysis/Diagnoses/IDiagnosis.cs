namespace Hamlet.Analysis.Diagnoses;

/// <summary>Looks for one disease.</summary>
internal interface IDiagnosis
{
    /// <summary>Examines a run; says nothing where the run does not log what it needs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="earlier">What the diagnoses before it found.</param>
    IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier);
}
