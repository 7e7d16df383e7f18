using System.Diagnostics;
using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Formats.Yaml;
using Hamlet.Randomness;

namespace Hamlet.Hosting.Bench;

/// <summary>
/// How fast environments step on one core, observations, masks and autoreset included. The actions are drawn beforehand: a random masked policy of a
/// recorded run, played again, so that drawing is not measured. Best of many short rounds, since other work on the machine only slows down.
/// </summary>
internal sealed class EnvironmentSpeed(HostIo io, string worlds)
{
    private const int Steps = 1 << 14;
    private const int Rounds = 150;

    /// <summary>Prints a table of all worlds, one by one and by sixteen.</summary>
    public void Run()
    {
        io.Out.WriteLine($"{"environment",-18} {"rows",5} {"M steps/s",10} {"ns/step",8} {"B/step",7} {"values",7}");
        foreach (int rows in (int[])[1, 16])
        {
            Measure(rows, context => new CartPoleEnvironment(context));
            foreach (string level in (string[])["L1", "L2", "L3"])
            {
                Measure(rows, context => new TownEnvironment(Options("town8", level), context));
            }

            Measure(rows, context => new TownEnvironment(Options("classic6", null), context));
        }
    }

    private void Measure(int rows, Func<EnvironmentContext, IEnvironment> create)
    {
        int[] actions = Record(rows, create);
        double best = double.PositiveInfinity;
        long allocated = 0;
        float checksum = 0;
        using IEnvironment environment = create(Context(rows));
        var batch = new EnvironmentBatch(environment.Spec, rows);
        EnvironmentRows all = batch.All;
        for (int round = 0; round < Rounds; round++)
        {
            environment.Reset(all);
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            for (int step = 0; step < actions.Length; step += rows)
            {
                actions.AsSpan(step, rows).CopyTo(all.Actions);
                environment.Step(all);
                checksum += all.Observations[0];
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        double each = best / actions.Length;
        io.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{environment.Spec.Name,-18} {rows,5} {1e-6 / each,10:F2} {each * 1e9,8:F1} {(double)allocated / actions.Length,7:F1} {environment.Spec.ObservationSize,7}   (checksum {checksum:G6})"));
    }

    // The streams of two environments of one seed are the same, so the masks that the policy saw hold again, in the first round at least.
    private static int[] Record(int rows, Func<EnvironmentContext, IEnvironment> create)
    {
        using IEnvironment environment = create(Context(rows));
        var batch = new EnvironmentBatch(environment.Spec, rows);
        RandomStream random = new RandomStreams(2).Create("policy");
        int[] actions = new int[Steps / rows * rows];
        environment.Reset(batch.All);
        for (int step = 0; step < actions.Length; step += rows)
        {
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<bool> mask = batch.All.Mask(row);
                int action;
                do
                {
                    action = random.NextInt32(mask.Length);
                }
                while (!mask[action]);
                actions[step + row] = action;
            }

            actions.AsSpan(step, rows).CopyTo(batch.All.Actions);
            environment.Step(batch.All);
        }

        return actions;
    }

    private static EnvironmentContext Context(int rows) => new() { Rows = rows, Streams = new RandomStreams(1) };

    private TownOptions Options(string world, string? level)
    {
        var reader = new YamlConfigReader();
        var binder = new ConfigBinder(reader);
        string file = world + ".yaml";
        TownWorld read = binder.Bind<TownWorld>((ConfigMap)reader.Read(Path.Combine(worlds, file), Path.Combine(worlds, file)));
        binder.ThrowIfErrors();
        return new TownOptions { World = read, Level = level };
    }
}
