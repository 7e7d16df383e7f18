namespace Hamlet.Configuration;

/// <summary>One thing that is wrong in the user's input.</summary>
/// <param name="Span">Where.</param>
/// <param name="Message">What is wrong and what would be right, one sentence without a final stop.</param>
/// <param name="IsWarning">Whether the run may start all the same.</param>
public sealed record ConfigError(ConfigSpan Span, string Message, bool IsWarning = false)
{
    /// <summary><c>file.yaml(line,column): error: message</c>.</summary>
    public override string ToString() => $"{(Span == default ? "" : $"{Span}: ")}{(IsWarning ? "warning" : "error")}: {Message}";
}
