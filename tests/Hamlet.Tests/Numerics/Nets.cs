using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.Randomness;
using Hamlet.Threads;

namespace Hamlet.Tests.Numerics;

/// <summary>Small networks and batches for tests.</summary>
internal static class Nets
{
    /// <summary>The values of <c>simd</c> that this processor can do; portable is always among them.</summary>
    public static TheoryData<string> Simd => [.. SupportedSimd];

    public static IReadOnlyList<string> SupportedSimd => [.. InstructionSet.All.Where(static s => s.IsSupported).Select(static s => s.Option)];

    public static NetworkSpec Spec(
        int inputs,
        int[] hidden,
        int outputs,
        HeadKind kind = HeadKind.Linear,
        Activation activation = Activation.Relu,
        Initialization initialization = Initialization.Kaiming) =>
        Spec(inputs, hidden, [new HeadSpec("q", outputs, kind)], activation, initialization);

    public static NetworkSpec Spec(
        int inputs,
        int[] hidden,
        HeadSpec[] heads,
        Activation activation = Activation.Relu,
        Initialization initialization = Initialization.Kaiming) =>
        new()
        {
            Inputs = inputs,
            Trunk = new NetworkOptions { Hidden = hidden, Activation = activation, Initialization = initialization },
            Heads = heads,
        };

    public static INetwork Create(NetworkSpec spec, string simd = "auto", ulong seed = 1, WorkerPool? threads = null)
    {
        var random = new RandomStream(seed);
        using var backend = new ManagedBackend(
            new ManagedBackendOptions { Simd = simd }, new BackendContext { Threads = threads ?? WorkerPool.Alone });
        return backend.CreateNetwork(spec, ref random);
    }

    /// <summary>Numbers in [-1, 1).</summary>
    public static float[] Numbers(int count, ulong seed)
    {
        var random = new RandomStream(seed);
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = (float)random.NextDouble(-1, 1);
        }

        return values;
    }

    /// <summary>A gradient of every head's values.</summary>
    public static float[][] Coefficients(NetworkSpec spec, int rows, ulong seed) =>
        [.. spec.Heads.Select((head, i) => Numbers(rows * head.Width, seed + (ulong)i))];

    public static float[] Parameters(IInference network)
    {
        float[] values = new float[network.ParameterCount];
        network.ReadParameters(values);
        return values;
    }

    public static float[] Gradient(INetwork network)
    {
        float[] values = new float[network.ParameterCount];
        network.ReadGradients(values);
        return values;
    }

    public static float[] Output(IInference network, float[] observations, int head = 0)
    {
        int rows = observations.Length / network.Spec.Inputs;
        using IWorkspace workspace = network.CreateWorkspace(rows);
        network.Forward(new Batch(observations, rows), workspace);
        return workspace.Output(head).ToArray();
    }

    /// <summary>Forward, the head gradients, and backward.</summary>
    public static void Differentiate(
        INetwork network, float[] observations, float[][] coefficients, IWorkspace workspace, bool accumulate = false)
    {
        var batch = new Batch(observations, observations.Length / network.Spec.Inputs);
        network.Forward(in batch, workspace);
        for (int head = 0; head < coefficients.Length; head++)
        {
            coefficients[head].CopyTo(workspace.OutputGradient(head));
        }

        network.Backward(in batch, workspace, accumulate);
    }

    /// <summary>The gradient of a batch.</summary>
    public static float[] Gradient(INetwork network, float[] observations, float[][] coefficients)
    {
        using IWorkspace workspace = network.CreateWorkspace(observations.Length / network.Spec.Inputs, gradients: true);
        Differentiate(network, observations, coefficients, workspace);
        return Gradient(network);
    }

    /// <summary>
    /// Asserts slice by slice that no value is off by more than a share of the greatest of its slice: float32 sums of some hundred terms
    /// are good to a few parts in a million of their greatest term, not of a result that cancels.
    /// </summary>
    public static void AssertClose(NetworkSpec spec, double[] expected, float[] actual, double tolerance)
    {
        foreach (ParameterSlice slice in ParameterLayout.Create(spec))
        {
            AssertClose(expected.AsSpan(slice.Offset, slice.Length), actual.AsSpan(slice.Offset, slice.Length), tolerance, slice.Name);
        }
    }

    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double greatest = 1e-30;
        double worst = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            greatest = Math.Max(greatest, Math.Abs(expected[i]));
            worst = Math.Max(worst, Math.Abs(expected[i] - actual[i]));
        }

        Assert.True(worst <= tolerance * greatest, $"{what}: off by {worst / greatest:G3} of the greatest value, {greatest:G3}.");
    }
}
