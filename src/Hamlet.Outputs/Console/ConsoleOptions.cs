using Hamlet.Metrics;

namespace Hamlet.Outputs.Console;

/// <summary>The options of the output <c>console</c>.</summary>
[Options]
public sealed partial record ConsoleOptions : ISinkOptions
{
    /// <summary>Whether lines are written.</summary>
    public bool Enabled { get; init; }

    /// <summary>The records to write, by name; an empty list for all.</summary>
    public IReadOnlyList<string> Records { get; init; } = ["episode", "evaluation", "final_evaluation"];

    /// <summary>Of each kind of record, every n-th is written, the first one included.</summary>
    [Option(Unit = "records"), Range(1, int.MaxValue)]
    public int Every { get; init; } = 1;
}
