namespace Hamlet.Configuration;

/// <summary>A place in a configuration file, both counted from 1; line 0 means the file as a whole.</summary>
/// <param name="File">The file as the user named it, or a word such as <c>--set</c> for text that came from elsewhere.</param>
/// <param name="Line">The line.</param>
/// <param name="Column">The column.</param>
public readonly record struct ConfigSpan(string File, int Line, int Column)
{
    /// <summary>
    /// Of a map, which of its keys were given elsewhere; null for none. They are no part of the place itself, and not compared: they are here since whoever
    /// finds something wrong with a map's values, be it a plugin, has the map's place and not the map.
    /// </summary>
    internal IReadOnlyList<ConfigOverride>? Overrides { get; init; }

    /// <summary>The folder that a path at this place is relative to: the file's; the working directory, which is "", for what stands in no file.</summary>
    public string Folder => Line == 0 ? "" : Path.GetDirectoryName(File) ?? "";

    /// <summary>Where what a message says of this place was given: the place itself, or that of the keys that the message names.</summary>
    internal ConfigSpan Of(string message)
    {
        ConfigSpan[] given = [.. Overrides?.Where(one => one.IsNamedIn(message)).Select(static one => one.Place).Distinct() ?? []];
        return given.Length == 0 ? this with { Overrides = null }
            : Array.TrueForAll(given, static place => place.Line == 0) ? new ConfigSpan(string.Join(' ', given.Select(static place => place.File)), 0, 0)
            : given[^1];
    }

    /// <summary>Whether it is the same place.</summary>
    public bool Equals(ConfigSpan other) => Line == other.Line && Column == other.Column && string.Equals(File, other.File, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(File, Line, Column);

    /// <summary><c>file(line,column)</c>, the form that editors and build logs turn into a link.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}({Line},{Column})";
}
