using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.State;

namespace Hamlet.Tests.Numerics;

public sealed class NetworkTests
{
    private static readonly NetworkSpec s_spec = Nets.Spec(
        7, [33, 70], [new HeadSpec("q", 5, HeadKind.Dueling), new HeadSpec("log_std", 2, HeadKind.StateIndependent)]);

    public static TheoryData<string> Simd => Nets.Simd;

    [Fact]
    public void ParametersReadBackAsWritten()
    {
        INetwork network = Nets.Create(s_spec);
        float[] written = Nets.Numbers(network.ParameterCount, 9);

        network.WriteParameters(written);

        Assert.Equal(written, Nets.Parameters(network));
        Assert.Throws<ArgumentException>(() => network.WriteParameters(written.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => network.ReadParameters(new float[written.Length + 1]));
    }

    [Fact]
    public void CopyIsEqualAndThenOnItsOwn()
    {
        INetwork network = Nets.Create(s_spec);
        IInference target = network.CreateInference();
        float[] observations = Nets.Numbers(21, 1);
        float[] before = Nets.Output(network, observations);
        Assert.Equal(before, Nets.Output(target, observations));

        network.WriteParameters(Nets.Numbers(network.ParameterCount, 9));
        Assert.Equal(before, Nets.Output(target, observations));

        target.CopyFrom(network);
        Assert.Equal(Nets.Output(network, observations), Nets.Output(target, observations));
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void LerpMovesTowardsTheSource(string simd)
    {
        INetwork source = Nets.Create(s_spec, simd, seed: 1);
        INetwork target = Nets.Create(s_spec, simd, seed: 2);
        float[] from = Nets.Parameters(target);
        float[] to = Nets.Parameters(source);

        target.Lerp(source, 0);
        Assert.Equal(from, Nets.Parameters(target));
        target.Lerp(source, 0.25f);
        Assert.Equal([.. from.Zip(to, static (a, b) => (0.75f * a) + (0.25f * b))], Nets.Parameters(target), Close);
        target.Lerp(source, 1);
        Assert.Equal(to, Nets.Parameters(target));

        static bool Close(float a, float b) => MathF.Abs(a - b) < 1e-6f;
    }

    [Fact]
    public void NetworksOfAnotherShapeAreRefused()
    {
        INetwork network = Nets.Create(Nets.Spec(7, [33], 5));
        foreach (NetworkSpec other in (NetworkSpec[])
            [
                Nets.Spec(7, [34], 5), Nets.Spec(8, [33], 5), Nets.Spec(7, [33], 6), Nets.Spec(7, [33, 33], 5),
                Nets.Spec(7, [33], 4, HeadKind.Dueling), Nets.Spec(7, [33], 5, activation: Activation.Tanh),
                Nets.Spec(7, [33], [new HeadSpec("other", 5)]),
            ])
        {
            INetwork stranger = Nets.Create(other);
            Assert.Throws<ArgumentException>(() => network.CopyFrom(stranger));
            Assert.Throws<ArgumentException>(() => network.Lerp(stranger, 0.5f));
            Assert.Throws<ArgumentException>(() => network.Forward(new Batch(new float[7], 1), stranger.CreateWorkspace(1)));
        }

        network.CopyFrom(Nets.Create(Nets.Spec(7, [33], 5), seed: 2)); // An equal spec made separately is no stranger.
    }

    [Fact]
    public void BatchesThatDoNotFitAreRefused()
    {
        INetwork network = Nets.Create(s_spec);
        IWorkspace workspace = network.CreateWorkspace(4, gradients: true);

        Assert.Throws<ArgumentException>(() => network.Forward(new Batch(new float[35], 5), workspace));
        Assert.Throws<ArgumentException>(() => network.Forward(new Batch(new float[27], 4), workspace));
        Assert.Throws<ArgumentException>(() => network.Forward(new Batch([], 0), workspace));
        network.Forward(new Batch(new float[28], 4), workspace);
        Assert.Throws<ArgumentException>(() => network.Backward(new Batch(new float[21], 3), workspace));
        IWorkspace without = network.CreateWorkspace(4);
        network.Forward(new Batch(new float[28], 4), without);
        Assert.Throws<ArgumentException>(() => network.Backward(new Batch(new float[28], 4), without));
        Assert.Throws<InvalidOperationException>(() => without.OutputGradient(0)[0]);
    }

    [Fact]
    public void WorkspacesDoNotDisturbEachOther()
    {
        INetwork network = Nets.Create(s_spec);
        float[] observations = Nets.Numbers(14, 1);
        float[][] coefficients = Nets.Coefficients(s_spec, 2, 3);
        float[] expected = Nets.Gradient(network, observations, coefficients);
        using IWorkspace first = network.CreateWorkspace(2, gradients: true);
        using IWorkspace second = network.CreateWorkspace(5, gradients: true);
        network.Forward(new Batch(observations, 2), first);
        float[] values = first.Output(0).ToArray();

        network.Forward(new Batch(Nets.Numbers(35, 2), 5), second);
        second.OutputGradient(0).Fill(9);

        Assert.Equal(values, first.Output(0).ToArray());
        coefficients[0].CopyTo(first.OutputGradient(0));
        coefficients[1].CopyTo(first.OutputGradient(1));
        network.Backward(new Batch(observations, 2), first);
        Assert.Equal(expected, Nets.Gradient(network));
    }

    [Fact]
    public void WorkspaceServesAnyBatchUpToItsSize()
    {
        INetwork network = Nets.Create(s_spec);
        using IWorkspace workspace = network.CreateWorkspace(200);
        float[] observations = Nets.Numbers(200 * 7, 1);
        float[] all = Nets.Output(network, observations);
        foreach (int rows in (int[])[200, 1, 129, 7])
        {
            network.Forward(new Batch(observations.AsSpan(0, rows * 7), rows), workspace);
            Assert.Equal(all[..(rows * 5)], workspace.Output(0).ToArray());
        }
    }

    [Fact]
    public void TimeAndSequencesAreRowsToAFeedForwardNetwork()
    {
        INetwork network = Nets.Create(s_spec);
        using IWorkspace workspace = network.CreateWorkspace(6);
        float[] observations = Nets.Numbers(42, 1);

        network.Forward(new Batch { Observations = observations, Size = 2, Time = 3, Resets = new bool[6] }, workspace);

        Assert.Equal(Nets.Output(network, observations), workspace.Output(0).ToArray());
        Assert.True(workspace.FinalState.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Simd))]
    public void TrainingContinuesBitForBitFromASavedState(string simd)
    {
        INetwork network = Nets.Create(s_spec, simd, seed: 1);
        IOptimizer optimizer = network.CreateOptimizer(new OptimizerOptions { LearningRate = 1e-3 });
        Train(network, optimizer, 0, 5);
        optimizer.LearningRate = 5e-4;
        StateTree savedNetwork = StateTree.Save(network);
        StateTree savedOptimizer = StateTree.Save(optimizer);
        Train(network, optimizer, 5, 10);

        INetwork resumed = Nets.Create(s_spec, simd, seed: 2);
        IOptimizer resumedOptimizer = resumed.CreateOptimizer(new OptimizerOptions { LearningRate = 1e-3 });
        savedNetwork.Load(resumed);
        savedOptimizer.Load(resumedOptimizer);
        Train(resumed, resumedOptimizer, 5, 10);

        Assert.Equal(5e-4, resumedOptimizer.LearningRate);
        Assert.Equal(Nets.Parameters(network), Nets.Parameters(resumed));
    }

    [Fact]
    public void StateNamesEveryParameterAndRefusesAnotherShape()
    {
        StateTree state = StateTree.Save(Nets.Create(s_spec));

        Assert.Equal(ParameterLayout.Create(s_spec).Select(static slice => slice.Name), state.Values.Keys);
        var error = Assert.Throws<StateException>(() => state.Load(Nets.Create(Nets.Spec(7, [33, 71], [.. s_spec.Heads]))));
        Assert.Contains("trunk.1.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PaddingStaysZeroInTraining()
    {
        var network = (ManagedNetwork)Nets.Create(s_spec);
        Train(network, network.CreateOptimizer(new OptimizerOptions { LearningRate = 1e-2 }), 0, 20);
        float[] zeros = new float[network.ParameterCount];
        network.WriteParameters(zeros);
        Assert.All(network.Vector.Span.ToArray(), static value => Assert.Equal(0, value));

        network.Layout.Import(zeros, network.Gradient.Span);
        Assert.All(network.Gradient.Span.ToArray(), static value => Assert.Equal(0, value));
    }

    [Fact]
    public void ParametersBeginOnACacheLine()
    {
        for (int length = 0; length < 40; length++)
        {
            var floats = new AlignedFloats(length);
            Assert.Equal(length, floats.Span.Length);
            unsafe
            {
                Assert.Equal(0u, (nuint)floats.Pointer % 64);
            }
        }
    }

    private static void Train(INetwork network, IOptimizer optimizer, int from, int to)
    {
        using IWorkspace workspace = network.CreateWorkspace(32, gradients: true);
        for (int step = from; step < to; step++)
        {
            float[][] coefficients = Nets.Coefficients(s_spec, 32, 200 + (ulong)step);
            Nets.Differentiate(network, Nets.Numbers(32 * 7, 100 + (ulong)step), coefficients, workspace);
            optimizer.Step(maxNorm: 0.5f);
        }
    }
}
