using System.Diagnostics;
using System.Globalization;
using Hamlet.Training;

namespace Hamlet.Benchmarks.Training;

/// <summary>
/// Whether a long training of many agents, half of them DQN on a shared replay and half PPO, needs more and more memory: the working set and
/// what the training thread has allocated, at each tenth of the way:
/// <c>dotnet run -c Release --project tests/Hamlet.Benchmarks -- agents-memory [steps] [agents]</c>.
/// </summary>
internal static class AgentsMemory
{
    /// <summary>Trains and prints.</summary>
    /// <param name="arguments">The numbers of steps and of agents.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        int steps = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        int agents = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 100;
        using Trainer trainer = Trainer.Create(
            ManyAgents.Bind(agents, static i => i % 2 == 0 ? ManyAgents.Dqn : ManyAgents.Ppo, 1, steps, "buffer_threshold: 10"));
        long next = 0;
        trainer.Hooks.Step = training =>
        {
            if (training.Progress.Step >= next)
            {
                next += steps / 10;
                using var process = Process.GetCurrentProcess();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"step {training.Progress.Step,9}: working set {process.WorkingSet64 / 1048576.0:F1} MiB, allocated {GC.GetTotalAllocatedBytes() / 1048576.0:F2} MiB"));
            }
        };
        trainer.Train();
    }
}
