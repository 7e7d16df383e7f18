namespace Hamlet.Generators.Configuration;

/// <summary>The keys of an option in the file.</summary>
/// <param name="Key">Its own.</param>
/// <param name="Aliases">Others that mean the same.</param>
/// <param name="OldNames">Those that it had, and that are still read with a warning.</param>
internal sealed record OptionNames(string Key, EquatableArray<string> Aliases, EquatableArray<string> OldNames)
{
    /// <summary>All of them.</summary>
    public IEnumerable<string> All => Aliases.Prepend(Key).Concat(OldNames);
}
