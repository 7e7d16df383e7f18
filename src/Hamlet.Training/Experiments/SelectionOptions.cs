namespace Hamlet.Training.Experiments;

/// <summary>The key of a section that selects a plugin; the plugin's own stand beside it.</summary>
[Options]
public sealed partial record SelectionOptions
{
    /// <summary>The plugin, or <c>none</c>; null for the section's default.</summary>
    public string? Type { get; init; }
}
