namespace Hamlet.Configuration;

/// <summary>What the schema knows of one option. Written by the generator.</summary>
public sealed record OptionKey
{
    /// <summary>The key in the file.</summary>
    public required string Name { get; init; }

    /// <summary>What its value is.</summary>
    public required OptionKind Kind { get; init; }

    /// <summary>The property's doc comment as plain text.</summary>
    public string Description { get; init; } = "";

    /// <summary>The default as a file would say it, for the reference; null for a required option, and where no file could say it.</summary>
    public string? Default { get; init; }

    /// <summary>The C# that makes the default, where only a run can tell what comes of it; else null.</summary>
    public string? DefaultCode { get; init; }

    /// <summary>Whether it must stand in the file.</summary>
    public bool Required { get; init; }

    /// <summary>Whether <c>null</c> is a value.</summary>
    public bool Nullable { get; init; }

    /// <summary>Other keys that mean the same.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Keys that it had before; one of them is read, with a warning.</summary>
    public IReadOnlyList<string> OldNames { get; init; } = [];

    /// <summary>What to do instead of giving it, where it is to go; empty where that is not said, null where it is to stay.</summary>
    public string? Deprecated { get; init; }

    /// <summary>Every key that it is read from.</summary>
    public IEnumerable<string> Names => [Name, .. Aliases, .. OldNames];

    /// <summary>The unit, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>The smallest number allowed.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest number allowed.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Min"/> itself is not allowed.</summary>
    public bool MinExclusive { get; init; }

    /// <summary>Whether <see cref="Max"/> itself is not allowed.</summary>
    public bool MaxExclusive { get; init; }

    /// <summary>The words allowed; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The schema of a nested record, read when needed since schemas may refer to themselves.</summary>
    public Func<OptionsSchema>? Nested { get; init; }

    /// <summary>What the items of a list or a map are.</summary>
    public OptionKey? Item { get; init; }

    /// <summary>Whether a text here is the path of a file that holds the nested record.</summary>
    public bool FromFile { get; init; }
}
