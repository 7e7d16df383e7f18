using System.CommandLine;
using Hamlet.Configuration;
using Hamlet.Hosting.Bench;

namespace Hamlet.Hosting.Commands;

/// <summary>
/// <c>hamlet bench speed</c>, <c>learning</c>, <c>environments</c> and <c>backends</c>: the figures that are promised, measured here.
/// </summary>
internal static class BenchCommand
{
    public static Command Create(HostIo io) => new("bench", "Measures what is promised: how fast trainings are, and what they learn.")
    {
        Speed(io), Learning(io), Environments(io), Backends(io),
    };

    private static Command Speed(HostIo io)
    {
        var steps = new Option<long>("--steps")
        {
            Description = "Environment steps of each training.", HelpName = "N", DefaultValueFactory = static _ => 200_000,
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "How often each is trained; the fastest counts.", HelpName = "N", DefaultValueFactory = static _ => 3,
        };
        var logDirectory = new Option<string>("--log-dir")
        {
            Description = "Where the outputs go.", HelpName = "DIR", DefaultValueFactory = static _ => Path.Combine(Path.GetTempPath(), "hamlet-bench"),
        };
        var command = new Command("speed", "Environment steps a second of PPO and DQN on CartPole, outputs on; taskset -c 0 gives it one core.")
        {
            steps, rounds, logDirectory,
        };
        command.SetAction(parsed => WithSignals(token =>
        {
            Require(parsed.GetValue(steps) > 0 && parsed.GetValue(rounds) > 0, "--steps and --rounds are at least 1");
            new SpeedBenchmark(io, parsed.GetValue(logDirectory)!, parsed.GetValue(steps), parsed.GetValue(rounds)).Run(token);
        }));
        return command;
    }

    private static Command Learning(HostIo io)
    {
        var only = new Option<string[]>("--only") { Description = "Lines of the table; all without.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
        var seeds = new Option<string>("--seeds")
        {
            Description = "A range or a list.", HelpName = "1-5", DefaultValueFactory = static _ => "1-5",
        };
        var configurations = new Option<string>("--configs")
        {
            Description = "Where the experiment files are.", HelpName = "DIR", DefaultValueFactory = static _ => "configs",
        };
        var output = new Option<string?>("--output") { Description = "Writes the table there too.", HelpName = "FILE" };
        var command = new Command("learning", "Trains the learning table of tests/README.md, seed by seed.") { only, seeds, configurations, output };
        command.SetAction(parsed => WithSignals(token =>
            new LearningBenchmark(io, parsed.GetValue(configurations)!, SeedRange.Parse(parsed.GetValue(seeds)!), parsed.GetValue(output))
                .Run(Choose(parsed.GetValue(only) ?? []), token)));
        return command;
    }

    private static Command Environments(HostIo io)
    {
        var configurations = new Option<string>("--configs")
        {
            Description = "Where the experiment files are.", HelpName = "DIR", DefaultValueFactory = static _ => "configs",
        };
        var command = new Command("environments", "Steps a second of the environments alone.") { configurations };
        command.SetAction(parsed => WithSignals(_ => new EnvironmentSpeed(io, Path.Combine(parsed.GetValue(configurations)!, "worlds")).Run()));
        return command;
    }

    private static Command Backends(HostIo io)
    {
        var hidden = new Option<int[]>("--hidden")
        {
            Description = "Widths of the two hidden layers.", HelpName = "N", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [64, 256, 1024],
        };
        var batch = new Option<int[]>("--batch")
        {
            Description = "Sizes of minibatches, multiples of 16.", HelpName = "N", AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = static _ => [64, 512, 4096, 32768],
        };
        var seconds = new Option<double>("--seconds")
        {
            Description = "How long each is measured; the fastest rollout counts.", HelpName = "S", DefaultValueFactory = static _ => 2,
        };
        var quick = new Option<bool>("--quick") { Description = "The smallest case alone, and no longer than it takes: to see that everything works." };
        var command = new Command("backends", "Every backend and device side by side, and which one 'auto' takes.") { hidden, batch, seconds, quick };
        command.SetAction(parsed => WithSignals(token =>
        {
            bool isQuick = parsed.GetValue(quick);
            int[] widths = isQuick ? [64] : parsed.GetValue(hidden)!;
            int[] sizes = isQuick ? [64] : parsed.GetValue(batch)!;
            Require(Array.TrueForAll(widths, static w => w is > 0 and <= 65536), "--hidden is at least 1 and at most 65536");
            Require(Array.TrueForAll(sizes, static s => s > 0 && s % 16 == 0), "--batch is a multiple of 16");
            Require(parsed.GetValue(seconds) is > 0 and <= 3600, "--seconds is above 0 and at most 3600");
            new BackendBenchmark(io, widths, sizes, TimeSpan.FromSeconds(isQuick ? 0 : parsed.GetValue(seconds))).Run(token);
        }));
        return command;
    }

    private static IReadOnlyList<LearningEntry> Choose(string[] names)
    {
        foreach (string name in names)
        {
            Require(
                LearningEntry.All.Any(entry => entry.Name == name),
                $"the table has no line '{name}'; valid: {string.Join(", ", LearningEntry.All.Select(static entry => entry.Name))}");
        }

        return names.Length == 0 ? LearningEntry.All : [.. LearningEntry.All.Where(entry => names.Contains(entry.Name))];
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ConfigException(new ConfigSpan("command line", 0, 0), message);
        }
    }

    private static int WithSignals(Action<CancellationToken> run)
    {
        using var signals = new Signals();
        try
        {
            run(signals.Token);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return signals.ExitCode;
        }
    }
}
