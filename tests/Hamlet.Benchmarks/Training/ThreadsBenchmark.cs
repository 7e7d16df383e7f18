using System.Diagnostics;
using System.Globalization;
using Hamlet.Training;

namespace Hamlet.Benchmarks.Training;

/// <summary>
/// How much faster trainings are on two threads than on one, and how that compares with two independent trainings at once on a thread each,
/// which is the most that the machine gives: of one agent with many environments, and of twelve agents. The three one after the other, so that
/// they meet about the same machine, and the medians of the ratios:
/// <c>dotnet run -c Release --project tests/Hamlet.Benchmarks -- threads [rounds] [steps] [case]</c>.
/// </summary>
internal static class ThreadsBenchmark
{
    private static readonly (string Name, int Agents, string Recipe, int Environments)[] s_cases =
    [
        ("ppo, 16 environments", 1, ManyAgents.Ppo.Replace("batch_size: 128", "batch_size: 512", StringComparison.Ordinal), 16),
        ("ppo, 64 environments", 1, ManyAgents.Ppo.Replace("batch_size: 128", "batch_size: 2048", StringComparison.Ordinal), 64),
        ("dqn, 16 environments", 1, ManyAgents.Dqn, 16),
        ("12 dqn agents", 12, ManyAgents.Dqn, 1),
        ("12 ppo agents", 12, ManyAgents.Ppo, 4),
    ];

    /// <summary>Measures and prints.</summary>
    /// <param name="arguments">The numbers of rounds and of steps, and the case if not all.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        int rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 7;
        int steps = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 200_000;
        string only = arguments.Length > 2 ? arguments[2] : "";
        foreach ((string name, int agents, string recipe, int environments) in s_cases)
        {
            if (name.StartsWith(only, StringComparison.Ordinal))
            {
                Measure(name, agents, recipe, environments, rounds, steps);
            }
        }
    }

    private static void Measure(string name, int agents, string recipe, int environments, int rounds, int steps)
    {
        _ = Seconds(threads: 2); // Compiles everything once.
        var speedups = new List<double>();
        var relative = new List<double>();
        for (int i = 0; i < rounds; i++)
        {
            double one = Seconds(threads: 1);
            double two = Seconds(threads: 2);
            double apart = TwoAtOnce();
            speedups.Add(one / two);
            relative.Add(apart / (2 * two));
            Print($"{name} round {i + 1}: {one:F2} s on one thread, {two:F2} s on two, {apart:F2} s for two trainings at once");
        }

        Print(
            $"{name}: {Median(speedups):F2} times as fast on two threads as on one; {100 * Median(relative):F0} % of what two trainings at once reach (medians of {rounds} rounds)");

        double Seconds(int threads)
        {
            // Each keeps its own replay: sharing is another matter.
            string training = string.Create(CultureInfo.InvariantCulture, $"threads: {threads}, buffer_threshold: 1000");
            using Trainer trainer = Trainer.Create(ManyAgents.Bind(agents, _ => recipe, environments, steps, training));
            long start = Stopwatch.GetTimestamp();
            trainer.Train();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        double TwoAtOnce()
        {
            long start = Stopwatch.GetTimestamp();
            var other = new Thread(() => Seconds(threads: 1));
            other.Start();
            _ = Seconds(threads: 1);
            other.Join();
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
