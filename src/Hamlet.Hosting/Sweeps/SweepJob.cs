namespace Hamlet.Hosting.Sweeps;

/// <summary>One run of a sweep: a trial with a seed.</summary>
/// <param name="Index">Its number, counted from 0; what <c>--only</c> says.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Seed">The seed; null for the experiment's own.</param>
internal sealed record SweepJob(int Index, SweepTrial Trial, ulong? Seed)
{
    /// <summary>What is tried, with the seed.</summary>
    public override string ToString() => Seed is { } seed ? $"{Trial}, seed {seed}" : Trial.ToString();
}
