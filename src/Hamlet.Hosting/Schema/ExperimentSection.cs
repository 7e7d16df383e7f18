using Hamlet.Configuration;
using Hamlet.Plugins;

namespace Hamlet.Hosting.Schema;

/// <summary>A section of an experiment file: what may stand in it, for the schema and the reference.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Host">The keys that do not depend on a plugin.</param>
internal sealed record ExperimentSection(string Name, string Description, OptionsSchema Host)
{
    /// <summary>Whether it is a list of maps.</summary>
    public bool IsList { get; init; }

    /// <summary>The plugins that it may select, whose keys stand beside the host's.</summary>
    public IReadOnlyList<Plugin> Plugins { get; init; } = [];

    /// <summary>The key that selects one.</summary>
    public string Selector { get; init; } = "type";

    /// <summary>The plugin that stands where none is selected; null where one must be.</summary>
    public string? Fallback { get; init; }

    /// <summary>Whether <c>none</c> may be selected.</summary>
    public bool MayBeNone { get; init; }

    /// <summary>Plugins that have keys of their own here: the outputs.</summary>
    public IReadOnlyList<Plugin> Switches { get; init; } = [];

    /// <summary>Sections within this one.</summary>
    public IReadOnlyList<ExperimentSection> Inner { get; init; } = [];

    /// <summary>Keys of other sections or of older files that are read here, with what they mean.</summary>
    public IReadOnlyList<OptionKey> Foreign { get; init; } = [];
}
