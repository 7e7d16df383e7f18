using Hamlet.Metrics;

namespace Hamlet.Outputs.Csv;

/// <summary>The options of the output <c>csv</c>.</summary>
[Options]
public sealed partial record CsvOptions : ISinkOptions
{
    /// <summary>Whether the files are written.</summary>
    public bool Enabled { get; init; }
}
