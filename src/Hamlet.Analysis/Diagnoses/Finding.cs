using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>What a diagnosis says.</summary>
/// <param name="Name">The diagnosis.</param>
/// <param name="Status">How bad it is.</param>
/// <param name="Message">What was found, with the figures, in a sentence or two.</param>
internal sealed record Finding(string Name, Status Status, string Message)
{
    /// <summary>The tag that it was found in; null where it is about the whole run.</summary>
    public string? Tag { get; init; }

    /// <summary>The figures behind it.</summary>
    public IReadOnlyList<(string Name, double Value)> Figures { get; init; } = [];

    /// <summary>What probably caused it, the likeliest first.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>What to try, the best first.</summary>
    public IReadOnlyList<string> Remedies { get; init; } = [];

    /// <summary>This, about a metric.</summary>
    public Finding Of(Metric metric, params (string Name, double Value)[] figures) => this with { Tag = metric.Tag, Figures = figures };

    /// <summary>This, with causes.</summary>
    public Finding Because(params string[] causes) => this with { Causes = causes };

    /// <summary>This, with what to try.</summary>
    public Finding Try(params string[] remedies) => this with { Remedies = remedies };
}
