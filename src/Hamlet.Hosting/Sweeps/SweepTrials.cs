using Hamlet.Randomness;

namespace Hamlet.Hosting.Sweeps;

/// <summary>The combinations that a sweep tries.</summary>
internal static class SweepTrials
{
    // How often a combination that was drawn before is drawn anew, until there are probably no others.
    private const int Attempts = 1000;

    /// <summary>How many combinations of the listed values there are; the last parameter changes fastest.</summary>
    public static long Count(IReadOnlyList<SweepParameter> parameters) =>
        parameters.Aggregate(1L, static (count, parameter) => Math.Min(int.MaxValue, count * Math.Max(1, parameter.Values.Count)));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SweepTrial> Grid(IReadOnlyList<SweepParameter> parameters)
    {
        IEnumerable<IReadOnlyList<SweepChoice>> all = [[]];
        foreach (SweepParameter parameter in parameters)
        {
            all = all.SelectMany(choices => parameter.Values.Select(value => (IReadOnlyList<SweepChoice>)[.. choices, parameter.Choose(value)]));
        }

        return [.. all.Select(static (choices, i) => new SweepTrial(i, choices))];
    }

    /// <summary>Combinations drawn at random, each once; fewer where there are not so many.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Equal seeds draw equal trials, and of more trials the first ones are the same.</param>
    public static IReadOnlyList<SweepTrial> Random(IReadOnlyList<SweepParameter> parameters, int count, ulong seed)
    {
        RandomStream random = new RandomStreams(seed).Create("sweep");
        var trials = new List<SweepTrial>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (int failed = 0; trials.Count < count && failed < Attempts;)
        {
            var choices = new List<SweepChoice>();
            foreach (SweepParameter parameter in parameters)
            {
                choices.Add(parameter.Draw(ref random));
            }

            var trial = new SweepTrial(trials.Count, choices);
            if (known.Add(trial.ToString()))
            {
                trials.Add(trial);
                failed = 0;
            }
            else
            {
                failed++;
            }
        }

        return trials;
    }
}
