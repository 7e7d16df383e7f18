namespace Hamlet.Environments.Wrappers;

/// <summary>Options of <c>frame_stack</c>.</summary>
[Options]
public sealed partial record FrameStackOptions
{
    /// <summary>How many observations the agent sees at once, the present one included.</summary>
    [Range(2, 1024)]
    public int Frames { get; init; } = 4;
}
