namespace Hamlet.Analysis.Diagnoses;

/// <summary>How bad it is.</summary>
internal enum Status
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Worth a look.</summary>
    Warning,

    /// <summary>The run is not worth going on with as it is.</summary>
    Critical,
}
