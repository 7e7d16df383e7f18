using System.Globalization;
using Hamlet.Networks;
using Hamlet.Numerics;

namespace Hamlet.Benchmarks.Numerics;

/// <summary>
/// What the managed backend reaches: products as GFLOP/s and as a share of a loop of pure multiply-adds in the same process (the core's
/// speed wanders), and the parts of whole updates in microseconds.
/// </summary>
internal static class KernelBenchmark
{
    private static readonly int[] Sizes = [64, 128, 256];

    /// <summary>Prints all figures for each instruction set that this processor has.</summary>
    public static void Run()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        foreach (InstructionSet set in InstructionSet.All.Where(static set => set.IsSupported))
        {
            (double flops, Action peak) = PeakSpeed.LoopOf(set);
            Console.WriteLine($"{set.Name}: multiply-adds alone {flops / Clock.Best(peak)[0] / 1e9:F1} GFLOP/s");
            foreach (int size in Sizes)
            {
                Products(set, size);
            }

            Update(set, "87-128-128-6, batch 64", 87, [128, 128], 6, 64);
            Update(set, "4-256-256-2, batch 64", 4, [256, 256], 2, 64);
            Update(set, "4-64-64-2 tanh, batch 128", 4, [64, 64], 2, 128, Activation.Tanh);
            Update(set, "87-128-128-6, batch 256", 87, [128, 128], 6, 256);
        }
    }

    private static void Products(InstructionSet set, int size)
    {
        var products = new ProductCase(set.Kernels, size);
        (double peakFlops, Action peak) = PeakSpeed.LoopOf(set);
        double[] best = Clock.Best(peak, products.Forward, products.InputGradient, products.WeightGradient, products.Transpose);
        double most = peakFlops / best[0];
        Console.WriteLine(
            $"  {size,3} cubed: forward {Share(products.Flops / best[1], most)}, input gradient {Share(products.Flops / best[2], most)}"
            + $" or with transposition {Share(products.Flops / (best[2] + best[4]), most)},"
            + $" weight gradient {Share(products.Flops / best[3], most)}");
    }

    private static void Update(
        InstructionSet set, string name, int inputs, int[] hidden, int outputs, int rows, Activation activation = Activation.Relu)
    {
        (double peakFlops, Action peak) = PeakSpeed.LoopOf(set);
        var update = new UpdateCase(set.Option, inputs, hidden, outputs, rows, activation);
        double[] best = Clock.Best(peak, update.Update, update.Forward, update.Backward, update.Step, update.Act);
        Console.WriteLine(
            $"  {name}: update {Microseconds(best[1])}, {Share(update.Flops / best[1], peakFlops / best[0])};"
            + $" of it forward {Microseconds(best[2])}, backward {Microseconds(best[3])}, clip and Adam {Microseconds(best[4])};"
            + $" forward of one row {Microseconds(best[5])}");
    }

    private static string Share(double flops, double most) => $"{flops / 1e9:F1} GFLOP/s ({flops / most:P0})";

    private static string Microseconds(double seconds) => $"{seconds * 1e6:F2} µs";
}
