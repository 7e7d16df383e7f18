using Hamlet.Configuration;

namespace Hamlet.Training.Experiments;

/// <summary>The keys of the section <c>backend</c> that every backend has; the plugin's own stand beside them.</summary>
[Options]
public sealed partial record BackendHostOptions
{
    /// <summary>The backend plugin.</summary>
    public string Type { get; init; } = "managed";

    /// <summary>The device: <c>auto</c>, <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c> or <c>mps</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Where the section stands.</summary>
    public ConfigSpan Source { get; init; }
}
