using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;
using Hamlet.Tests.Numerics;

namespace Hamlet.Tests.Torch;

/// <summary>The TorchSharp backend beside the managed one, over random networks, batches and seeds.</summary>
[Collection("TorchSharp")]
public sealed class ParityTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 12).Select(static seed => (ulong)seed)];

    [TorchTheory]
    [MemberData(nameof(Seeds))]
    public void ParametersAreTheSameToTheBit(ulong seed)
    {
        NetworkSpec spec = RandomNets.Spec(seed);
        using INetwork network = TorchBuild.Network(spec, seed);

        Assert.Equal(Nets.Create(spec, seed: seed).Parameters.Select(static p => (p.Name, p.Offset, p.Length)), network.Parameters.Select(static p => (p.Name, p.Offset, p.Length)));
        Assert.Equal(Nets.Parameters(Nets.Create(spec, seed: seed)), Nets.Parameters(network));
    }

    [TorchTheory]
    [MemberData(nameof(Seeds))]
    public void ForwardAndGradientAgree(ulong seed)
    {
        NetworkSpec spec = RandomNets.Spec(seed);
        SequenceData data = RandomNets.Data(spec, seed);
        using INetwork torch = TorchBuild.Network(spec, seed);
        INetwork managed = Nets.Create(spec, seed: seed);
        using IWorkspace expected = managed.CreateWorkspace(data.Time * data.Size, gradients: true);
        using IWorkspace actual = torch.CreateWorkspace((data.Time * data.Size) + 3, gradients: true);
        float[][] slopes = Nets.Coefficients(spec, data.Time * data.Size, seed);
        Run(managed, expected, accumulate: false);
        Run(torch, actual, accumulate: false);
        for (int head = 0; head < spec.Heads.Count; head++)
        {
            Nets.AssertClose(Doubles(expected.Output(head)), actual.Output(head), 1e-5, spec.Heads[head].Name);
        }

        Nets.AssertClose(Doubles(expected.FinalState), actual.FinalState, 1e-5, "state");
        Nets.AssertClose(spec, Doubles(Nets.Gradient(managed)), Nets.Gradient(torch), 1e-4);

        Run(managed, expected, accumulate: true);
        Run(torch, actual, accumulate: true);
        Nets.AssertClose(spec, Doubles(Nets.Gradient(managed)), Nets.Gradient(torch), 1e-4);

        void Run(INetwork network, IWorkspace workspace, bool accumulate)
        {
            network.Forward(data.AsBatch(), workspace);
            for (int head = 0; head < slopes.Length; head++)
            {
                slopes[head].CopyTo(workspace.OutputGradient(head));
            }

            network.Backward(data.AsBatch(), workspace, accumulate);
        }
    }

    [TorchTheory]
    [InlineData(1, float.PositiveInfinity)]
    [InlineData(2, 0.5f)]
    [InlineData(3, 10f)]
    [InlineData(7, 0.01f)]
    public void AHundredStepsOfAdamAgree(ulong seed, float maxNorm)
    {
        NetworkSpec spec = RandomNets.Spec(seed);
        using INetwork torch = TorchBuild.Network(spec, seed);
        INetwork managed = Nets.Create(spec, seed: seed);
        Train(managed, managed.CreateOptimizer(Options()), spec, seed, 0, 100, maxNorm);
        float norm = Train(torch, torch.CreateOptimizer(Options()), spec, seed, 0, 100, maxNorm);

        Assert.True(norm > 0);
        Nets.AssertClose(spec, Doubles(Nets.Parameters(managed)), Nets.Parameters(torch), 1e-3);
    }

    [TorchTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void ACheckpointOfOneResumesOnTheOther(bool fromTorch)
    {
        NetworkSpec spec = RandomNets.Spec(5);
        using INetwork torch = TorchBuild.Network(spec, 5);
        INetwork managed = Nets.Create(spec, seed: 5);
        (INetwork first, INetwork second) = fromTorch ? (torch, managed) : (managed, torch);
        IOptimizer before = first.CreateOptimizer(Options());
        Train(first, before, spec, 5, 0, 20, 1);
        StateTree network = StateTree.Save(first);
        StateTree optimizer = StateTree.Save(before);

        IOptimizer after = second.CreateOptimizer(new OptimizerOptions { LearningRate = 7 });
        network.Load(second);
        optimizer.Load(after);

        Assert.Equal(Nets.Parameters(first), Nets.Parameters(second));
        Assert.Equal(before.LearningRate, after.LearningRate);
        Train(first, before, spec, 5, 20, 40, 1);
        Train(second, after, spec, 5, 20, 40, 1);
        Nets.AssertClose(spec, Doubles(Nets.Parameters(first)), Nets.Parameters(second), 1e-3);
    }

    internal static OptimizerOptions Options() => new() { LearningRate = 1e-3 };

    internal static double[] Doubles(ReadOnlySpan<float> values)
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[i];
        }

        return result;
    }

    // Towards nothing but small outputs: the slope of a head is its value and a constant, so that no gradient vanishes.
    private static float Train(INetwork network, IOptimizer optimizer, NetworkSpec spec, ulong seed, int from, int to, float maxNorm)
    {
        float norm = 0;
        using IWorkspace workspace = network.CreateWorkspace(64, gradients: true);
        for (int step = from; step < to; step++)
        {
            SequenceData data = RandomNets.Data(spec, seed + (ulong)(step % 4));
            network.Forward(data.AsBatch(), workspace);
            for (int head = 0; head < spec.Heads.Count; head++)
            {
                ReadOnlySpan<float> values = workspace.Output(head);
                Span<float> slopes = workspace.OutputGradient(head);
                for (int i = 0; i < values.Length; i++)
                {
                    slopes[i] = (values[i] - ((i % 5) - 2)) / values.Length;
                }
            }

            network.Backward(data.AsBatch(), workspace);
            norm = optimizer.Step(maxNorm);
        }

        return norm;
    }
}
