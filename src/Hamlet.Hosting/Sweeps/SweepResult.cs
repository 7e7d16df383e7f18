namespace Hamlet.Hosting.Sweeps;

/// <summary>What became of a trial.</summary>
/// <param name="Trial">The trial.</param>
internal sealed record SweepResult(SweepTrial Trial)
{
    /// <summary>The round that it came to, counted from 0.</summary>
    public int Rung { get; init; }

    /// <summary>By seed: the results in that round; null of a run that has none.</summary>
    public IReadOnlyList<double?> Scores { get; init; } = [];

    /// <summary>The directories of its runs.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>What it is ranked by: the mean over its seeds; null where one is missing.</summary>
    public double? Score => Scores.Count > 0 && Scores.All(static s => s is { } number && double.IsFinite(number)) ? Scores.Average() : null;

    /// <summary>The standard deviation over its seeds (n - 1); null of fewer than two.</summary>
    public double? Deviation => Score is { } mean && Scores.Count > 1
        ? Math.Sqrt(Scores.Sum(s => (s!.Value - mean) * (s.Value - mean)) / (Scores.Count - 1))
        : null;

    /// <summary>Puts the best first: who came farther, then who has the better result; who has none is last, and equals keep their order.</summary>
    public static IReadOnlyList<SweepResult> Ranked(IEnumerable<SweepResult> results, bool greatestIsBest) =>
    [
        .. results.OrderByDescending(static r => r.Rung)
            .ThenBy(static r => r.Score is null)
            .ThenBy(r => greatestIsBest ? -r.Score : r.Score)
            .ThenBy(static r => r.Trial.Index),
    ];
}
