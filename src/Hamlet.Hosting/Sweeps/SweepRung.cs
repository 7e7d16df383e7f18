namespace Hamlet.Hosting.Sweeps;

/// <summary>One round of a sweep: of a grid and of random trials there is one.</summary>
/// <param name="Steps">How many steps a run of it has in all; null for as many as the experiment says.</param>
/// <param name="Trials">How many trials are in it.</param>
internal sealed record SweepRung(long? Steps, int Trials)
{
    /// <summary>The rounds of successive halving: each has the best share of the trials before it, for so many times the steps, and the last one all steps.</summary>
    /// <param name="total">All steps.</param>
    /// <param name="trials">All trials.</param>
    /// <param name="eta">The share is one of so many.</param>
    /// <param name="first">The steps of the first round; null for what leaves one trial in the last.</param>
    public static IReadOnlyList<SweepRung> Halving(long total, int trials, int eta, long? first)
    {
        var steps = new List<long> { total };
        while (first is { } least ? steps[0] / eta >= least : Share(trials, eta, steps.Count - 1) > 1 && steps[0] / eta > 0)
        {
            steps.Insert(0, steps[0] / eta);
        }

        return [.. steps.Select((s, i) => new SweepRung(s, Share(trials, eta, i)))];
    }

    private static int Share(int trials, int eta, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            trials = Math.Max(1, trials / eta);
        }

        return trials;
    }
}
