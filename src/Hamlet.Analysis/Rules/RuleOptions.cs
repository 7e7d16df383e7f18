using Hamlet.Configuration;

namespace Hamlet.Analysis.Rules;

/// <summary>A file of rules: what a user adds to the patterns of tags, and thresholds of his own.</summary>
[Options]
internal sealed partial record RuleOptions
{
    /// <summary>
    /// By quantity, patterns of tags: they match a tag or its end from a slash on, <c>*</c> stands for anything without a slash, a minus before a
    /// pattern says that the tag holds the negative. They go before the patterns that are built in; under <c>none</c> stand tags that are nothing.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Quantities { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The thresholds.</summary>
    public ThresholdOptions Thresholds { get; init; } = new();

    /// <summary>Where these options stand in a file.</summary>
    public ConfigSpan Span { get; init; }
}
