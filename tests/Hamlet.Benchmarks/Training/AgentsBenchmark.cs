using System.Diagnostics;
using System.Globalization;
using Hamlet.Training;

namespace Hamlet.Benchmarks.Training;

/// <summary>
/// How much faster twelve independent agents train on two threads than on one, and how that compares with two independent trainings at once on
/// a thread each, which is the most that the machine gives. The three one after the other, so that they meet about the same machine, and the
/// medians of the ratios: <c>dotnet run -c Release --project tests/Hamlet.Benchmarks -- agents [rounds] [steps]</c>.
/// </summary>
internal static class AgentsBenchmark
{
    private const int Agents = 12;

    /// <summary>Measures and prints.</summary>
    /// <param name="arguments">The numbers of rounds and of steps.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        int rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 7;
        int steps = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 200_000;
        Measure("dqn", ManyAgents.Dqn, 1, rounds, steps);
        Measure("ppo", ManyAgents.Ppo, 4, rounds, steps);
    }

    private static void Measure(string name, string recipe, int environments, int rounds, int steps)
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
            using Trainer trainer = Trainer.Create(ManyAgents.Bind(Agents, _ => recipe, environments, steps, training));
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
