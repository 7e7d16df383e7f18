namespace Hamlet.Analysis.Reading;

/// <summary>Whether a run says that it ended.</summary>
internal enum RunSession
{
    /// <summary>It says nothing of it.</summary>
    Unknown,

    /// <summary>It says that it goes on.</summary>
    Running,

    /// <summary>It says that it ended, in whatever way.</summary>
    Ended,
}
