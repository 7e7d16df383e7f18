namespace Hamlet.Configuration;

/// <summary>What is known of an options record: its keys in order. Written by the generator.</summary>
/// <param name="Name">The record's type name.</param>
/// <param name="Description">The record's doc comment as plain text.</param>
/// <param name="Keys">Its options, in the order of declaration, inherited ones first.</param>
public sealed record OptionsSchema(string Name, string Description, IReadOnlyList<OptionKey> Keys)
{
    /// <summary>The schema of a role that has no options.</summary>
    public static OptionsSchema Empty { get; } = new("None", "", []);

    /// <summary>The schema of an options record.</summary>
    public static OptionsSchema Of<T>()
        where T : class, IOptions<T> => T.Schema;

    /// <summary>The option that has this key.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public OptionKey this[string key] =>
        Keys.FirstOrDefault(k => string.Equals(k.Name, key, StringComparison.Ordinal))
        ?? throw new KeyNotFoundException($"{Name} has no option '{key}'.");

    /// <summary>Every key, alias and old name that may stand in the file.</summary>
    public IEnumerable<string> Names => Keys.SelectMany(static k => k.Names);
}
