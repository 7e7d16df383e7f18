using System.Globalization;
using Hamlet.Hosting.Input;
using Hamlet.Training;
using Hamlet.Training.Backends;

namespace Hamlet.Hosting.Bench;

/// <summary>
/// Every backend on every device that it sees, side by side: whole trainings of PPO on CartPole with two hidden layers, at each width and
/// size of minibatch. A rollout is one minibatch, and learned from four times.
/// </summary>
internal sealed class BackendBenchmark(HostIo io, IReadOnlyList<int> widths, IReadOnlyList<int> sizes, TimeSpan budget)
{
    private const int Steps = 16;
    private const int Epochs = 4;

    /// <summary>Prints a table, and where the rule of <c>auto</c> takes another than the fastest.</summary>
    public void Run(CancellationToken token)
    {
        IReadOnlyList<BackendDevice> devices = BackendDevices.Find(io.Catalog);
        BackendDevice[] there = [.. devices.Where(static d => d.IsThere)];
        foreach (BackendDevice device in there)
        {
            io.Out.WriteLine($"{device.Backend} {device.Device}: {device.Description}");
        }

        io.Out.WriteLine();
        io.Out.WriteLine($"| hidden | batch | {string.Join(" | ", there.Select(static d => $"{d.Backend} {d.Device}: updates/s | env steps/s"))} | fastest | auto takes |");
        io.Out.WriteLine($"|---|---|{string.Concat(there.Select(static _ => "---|---|"))}---|---|");
        int taken = 0;
        foreach ((int width, int size) in widths.SelectMany(width => sizes.Select(size => (width, size))))
        {
            taken += Row(devices, there, width, size, token) ? 1 : 0;
        }

        io.Out.WriteLine();
        io.Out.WriteLine($"auto takes {BackendChoice.Rule}: the fastest one in {taken} of {widths.Count * sizes.Count} cases here.");
    }

    private bool Row(IReadOnlyList<BackendDevice> devices, BackendDevice[] there, int width, int size, CancellationToken token)
    {
        (double Updates, double Steps)[] speeds = [.. there.Select(device => Measure(device, width, size, token))];
        BackendDevice fastest = there[Array.IndexOf(speeds, speeds.MaxBy(static s => s.Steps))];
        BackendChoice choice = BackendChoice.Make(devices, BackendChoice.Work([width, width], size))!;
        string figures = string.Join(" | ", speeds.Select(static s => $"{Figure(s.Updates)} | {BenchText.Whole(s.Steps)}"));
        io.Out.WriteLine($"| {width}-{width} | {size} | {figures} | {fastest.Backend} {fastest.Device} | {choice.Backend} {choice.Device} |");
        return (choice.Backend, choice.Device) == (fastest.Backend, fastest.Device);
    }

    private (double Updates, double Steps) Measure(BackendDevice device, int width, int size, CancellationToken token)
    {
        var source = new ExperimentSource
        {
            Environment = "cartpole",
            Algorithm = "ppo",
            Assignments =
            [
                "evaluation.every_steps=0", "evaluation.final_episodes=0", "metrics.performance_every=1e9", "training.total_steps=1000000000000000",
                $"environment.num_envs={Math.Max(1, size / Steps)}", $"agents.0.n_steps={Steps}", $"agents.0.batch_size={size}", $"agents.0.n_epochs={Epochs}",
                "agents.0.shared_trunk=true", $"agents.0.network={{ hidden: [{width}, {width}] }}",
                $"backend={{ type: {device.Backend}, device: '{device.Device}' }}",
            ],
        };
        using var trainer = Trainer.Create(source.Load(io.Catalog));
        var clock = new RolloutClock(Steps, budget);
        trainer.Hooks.Step = clock.Tick;
        trainer.Train(token);
        token.ThrowIfCancellationRequested();
        return (Epochs / clock.Learning, size / clock.Whole);
    }

    private static string Figure(double value) => value < 100 ? value.ToString("G3", CultureInfo.InvariantCulture) : BenchText.Whole(value);
}
