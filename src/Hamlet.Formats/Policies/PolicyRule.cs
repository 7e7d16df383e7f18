namespace Hamlet.Formats.Policies;

/// <summary>How the values of the head become an action.</summary>
internal enum PolicyRule
{
    /// <summary>The greatest allowed value of each branch, the first of equals.</summary>
    Argmax,

    /// <summary>The values themselves, within the action's bounds.</summary>
    Clip,
}
