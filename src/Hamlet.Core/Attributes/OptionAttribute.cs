namespace Hamlet;

/// <summary>Says more of an option than its property does. Needed only where the key, an alias or a unit differs from the default.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute : Attribute
{
    /// <summary>Keeps the key that the property's name gives.</summary>
    public OptionAttribute()
    {
    }

    /// <summary>Names the key.</summary>
    public OptionAttribute(string key) => Key = key;

    /// <summary>The key in the file, or null for the property's name in snake case.</summary>
    public string? Key { get; }

    /// <summary>Other keys that mean the same. Giving two of them at once is an error.</summary>
    public string[] Aliases { get; set; } = [];

    /// <summary>
    /// Keys that the option had before: still read, with a warning that says the present one. An option that is to go altogether is marked
    /// <c>[Obsolete("what to do instead")]</c>; then giving it is a warning.
    /// </summary>
    public string[] OldNames { get; set; } = [];

    /// <summary>The unit, for the reference.</summary>
    public string? Unit { get; set; }

    /// <summary>
    /// For a nested options record: the value may be the path of a file (relative to the file it stands in) that holds the record.
    /// </summary>
    public bool FromFile { get; set; }
}
