namespace Hamlet.Generators.Configuration;

/// <summary>What a property says of its option.</summary>
/// <param name="Description">Its doc comment as plain text.</param>
/// <param name="Default">Its default as a file would say it, or null if it has none or none that fits a line.</param>
/// <param name="DefaultCode">The code that makes its default, where only a run can tell what comes of it; else null.</param>
/// <param name="IsRequired">Whether it must stand in the file.</param>
/// <param name="Names">Its keys.</param>
/// <param name="Deprecated">What to do instead, if the property is obsolete; empty where that is not said.</param>
/// <param name="Unit">Its unit, or null.</param>
/// <param name="Range">The numbers it may be, or null for all.</param>
/// <param name="OneOf">The words that a text may be; empty for all.</param>
/// <param name="FromFile">Whether a record may stand in a file of its own.</param>
internal sealed record OptionFacts(
    string Description,
    string? Default,
    string? DefaultCode,
    bool IsRequired,
    OptionNames Names,
    string? Deprecated,
    string? Unit,
    OptionRange? Range,
    EquatableArray<string> OneOf,
    bool FromFile);
