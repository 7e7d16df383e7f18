namespace Hamlet.Configuration;

/// <summary>One thing that is wrong in the user's input.</summary>
/// <param name="Span">Where; of a map with values that were given elsewhere, as on the command line, and that the message names in quotes, it becomes where those were given.</param>
/// <param name="Message">What is wrong and what would be right, one sentence without a final stop.</param>
/// <param name="IsWarning">Whether the run may start all the same.</param>
public sealed record ConfigError(ConfigSpan Span, string Message, bool IsWarning = false)
{
    /// <summary>Where.</summary>
    public ConfigSpan Span { get; init => field = value.Of(Message); } = Span.Of(Message);

    /// <summary><c>file.yaml(line,column): error: message</c>.</summary>
    public override string ToString() => $"{(Span == default ? "" : $"{Span}: ")}{(IsWarning ? "warning" : "error")}: {Message}";
}
