using Hamlet.Configuration;

namespace Hamlet.Training.Experiments;

/// <summary>The keys of the section <c>backend</c> that every backend has; the plugin's own stand beside them.</summary>
[Options]
public sealed partial record BackendHostOptions
{
    /// <summary>
    /// The backend plugin; or <c>auto</c>: a GPU if one is seen and the networks are large enough to gain from it, else <c>managed</c>.
    /// </summary>
    public string Type { get; init; } = "managed";

    /// <summary>
    /// The device: <c>auto</c>, <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c> or <c>mps</c>. With <c>auto</c> a backend takes a GPU where it sees one.
    /// </summary>
    public string Device { get; init; } = "auto";

    /// <summary>Where the section stands.</summary>
    public ConfigSpan Source { get; init; }
}
