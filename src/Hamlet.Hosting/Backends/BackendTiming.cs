using System.Diagnostics;
using Hamlet.Networks;
using Hamlet.Randomness;

namespace Hamlet.Hosting.Backends;

/// <summary>How fast a backend is on a device at two things that say most: the best of several tries, since other work on a machine only slows down.</summary>
/// <param name="ProductSeconds">A product of two square matrices, with the way to the device and back.</param>
/// <param name="StepSeconds">A training step: forward, backward, clipping and Adam.</param>
internal sealed record BackendTiming(double ProductSeconds, double StepSeconds)
{
    /// <summary>The width of the matrices.</summary>
    public const int Width = 512;

    /// <summary>The rows of the training step, through two hidden layers of as many units.</summary>
    public const int Rows = 256;

    // Long enough that a clock's ticks do not count, short enough to wait for.
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(0.2);

    /// <summary>The speed of the product in floating-point operations a second.</summary>
    public double Flops => 2.0 * Width * Width * Width / ProductSeconds;

    /// <summary>Measures both.</summary>
    public static BackendTiming Measure(IBackend backend) => new(Product(backend), Step(backend));

    private static double Product(IBackend backend)
    {
        using INetwork network = Create(backend, Width, [], Width);
        using IWorkspace workspace = network.CreateWorkspace(Width);
        float[] observations = new float[Width * Width];
        observations.AsSpan().Fill(0.5f);
        return Best(() => network.Forward(new Batch(observations, Width), workspace));
    }

    private static double Step(IBackend backend)
    {
        using INetwork network = Create(backend, 16, [Rows, Rows], 4);
        using IWorkspace workspace = network.CreateWorkspace(Rows, gradients: true);
        IOptimizer optimizer = network.CreateOptimizer(new OptimizerOptions { LearningRate = 1e-3 });
        float[] observations = new float[Rows * 16];
        observations.AsSpan().Fill(0.5f);
        return Best(() =>
        {
            var batch = new Batch(observations, Rows);
            network.Forward(in batch, workspace);
            workspace.Output(0).CopyTo(workspace.OutputGradient(0));
            network.Backward(in batch, workspace);
            optimizer.Step(1);
        });
    }

    private static INetwork Create(IBackend backend, int inputs, int[] hidden, int outputs)
    {
        var random = new RandomStream(1);
        var spec = new NetworkSpec { Inputs = inputs, Trunk = new NetworkOptions { Hidden = hidden }, Heads = [new HeadSpec("q", outputs)] };
        return backend.CreateNetwork(spec, ref random);
    }

    // The first try, which compiles and allocates, is not looked at.
    private static double Best(Action action)
    {
        action();
        double best = double.PositiveInfinity;
        long begin = Stopwatch.GetTimestamp();
        do
        {
            long start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        while (Stopwatch.GetElapsedTime(begin) < s_budget);
        return best;
    }
}
