using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Reading;

/// <summary>What was read of a run.</summary>
/// <param name="folder">Where it is.</param>
internal sealed class RunData(RunFolder folder)
{
    private readonly SortedDictionary<string, string> _hyperparameters = new(StringComparer.Ordinal);

    /// <summary>Where it is.</summary>
    public RunFolder Folder { get; } = folder;

    /// <summary>Its tags.</summary>
    public TagTable Table { get; } = new();

    /// <summary>Its files, in their order.</summary>
    public List<LogFile> Files { get; } = [];

    /// <summary>The hyperparameters that it logged, as texts.</summary>
    public IDictionary<string, string> Hyperparameters => _hyperparameters;

    /// <summary>Whether it says that it ended.</summary>
    public RunSession Session { get; set; }

    /// <summary>How many values a restart made void.</summary>
    public long VoidValues { get; set; }

    /// <summary>The time of the latest value, in seconds since 1970 UTC; negative infinity if there is none.</summary>
    public double LastTime { get; set; } = double.NegativeInfinity;

    /// <summary>The longest time between two events, in seconds.</summary>
    public double LongestGap { get; set; }

    /// <summary>The series that hold a value, in the order of their tags.</summary>
    public IReadOnlyList<Series> Series =>
        [.. Table.Tags.Where(static t => t.Series.Count > 0).Select(static t => t.Series).OrderBy(static s => s.Tag, NaturalOrder.Instance)];

    /// <summary>The greatest step of any scalar; -1 if there is none.</summary>
    public long TotalSteps { get; set; } = -1;
}
