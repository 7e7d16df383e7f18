namespace Hamlet.Configuration;

/// <summary>What an option's value is in the file.</summary>
public enum OptionKind
{
    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>One of the words in <see cref="OptionKey.Choices"/>.</summary>
    Choice,

    /// <summary>A map with keys of its own: <see cref="OptionKey.Nested"/>.</summary>
    Record,

    /// <summary>A list; <see cref="OptionKey.Item"/> says of what.</summary>
    List,

    /// <summary>A map from free names; <see cref="OptionKey.Item"/> says to what.</summary>
    Map,
}
