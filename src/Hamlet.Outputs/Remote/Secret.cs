namespace Hamlet.Outputs.Remote;

/// <summary>A key or a password. It prints as stars, so that no message, log or state gets it by accident.</summary>
internal sealed class Secret(string value)
{
    /// <summary>What it is, for the header of a request and nothing else.</summary>
    public string Reveal() => value;

    /// <summary>A text without it: a server may answer with what it was sent.</summary>
    public string Redact(string text) => value.Length == 0 ? text : text.Replace(value, ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => "***";
}
