namespace Hamlet.Configuration;

/// <summary>A scalar: a number, a word, a switch or a text, kept as text until an option says what it is.</summary>
public sealed class ConfigScalar : ConfigNode
{
    /// <summary>Makes a scalar.</summary>
    /// <param name="text">The text without quotes.</param>
    /// <param name="span">Its place.</param>
    /// <param name="quoted">Whether it stood in quotes, and so is never null, a number or a switch.</param>
    public ConfigScalar(string text, ConfigSpan span, bool quoted = false)
        : base(span)
    {
        Text = text;
        Quoted = quoted;
    }

    /// <summary>The text without quotes.</summary>
    public string Text { get; }

    /// <summary>Whether it stood in quotes.</summary>
    public bool Quoted { get; }

    /// <summary>Whether it says "nothing": <c>null</c>, <c>~</c> or empty, unquoted.</summary>
    public bool IsNull => !Quoted && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <inheritdoc/>
    public override string Kind => IsNull ? "nothing" : "a single value";
}
