using Hamlet.Configuration;
using Hamlet.Networks;
using Hamlet.Tests.Numerics;

namespace Hamlet.Tests.Torch;

[Collection("TorchSharp")]
public sealed class TorchNetworkTests
{
    private static readonly NetworkSpec s_spec = Nets.Spec(4, [16, 8], [new HeadSpec("q", 3, HeadKind.Dueling), new HeadSpec("value", 1)]);

    [TorchFact]
    public void ATargetIsCopiedAndMovedTowardsItsSource()
    {
        using INetwork online = TorchBuild.Network(s_spec, 1);
        using INetwork other = TorchBuild.Network(s_spec, 2);
        using IInference target = other.CreateInference();
        float[] from = Nets.Parameters(target);
        float[] to = Nets.Parameters(online);
        target.Lerp(online, 0.25f);
        double[] between = [.. from.Zip(to, static (a, b) => (0.75 * a) + (0.25 * b))];

        Nets.AssertClose(between, Nets.Parameters(target), 1e-6, "lerp");
        target.CopyFrom(online);
        Assert.Equal(to, Nets.Parameters(target));
    }

    [TorchFact]
    public void AnInferenceIsACopyThatDoesNotFollow()
    {
        using INetwork network = TorchBuild.Network(s_spec);
        using IInference copy = network.CreateInference();
        float[] before = Nets.Parameters(copy);
        network.WriteParameters(new float[network.ParameterCount]);

        Assert.Equal(before, Nets.Parameters(copy));
        Assert.All(Nets.Parameters(network), static value => Assert.Equal(0, value));
    }

    [TorchFact]
    public void StrangersAreRefused()
    {
        using INetwork network = TorchBuild.Network(s_spec);
        using INetwork other = TorchBuild.Network(Nets.Spec(4, [16], 3));
        using IWorkspace workspace = other.CreateWorkspace(2);
        using IWorkspace plain = network.CreateWorkspace(2);

        Assert.Throws<ArgumentException>(() => network.CopyFrom(other));
        Assert.Throws<ArgumentException>(() => network.CopyFrom(Nets.Create(s_spec)));
        Assert.Throws<ArgumentException>(() => network.Forward(new Batch(new float[4], 1), workspace));
        Assert.Throws<ArgumentException>(() => network.Forward(new Batch(new float[12], 3), plain));
        Assert.Throws<ArgumentException>(() => network.Backward(new Batch(new float[4], 1), plain));
        Assert.Throws<InvalidOperationException>(() => plain.OutputGradient(0).Length);
        Assert.Throws<ArgumentException>(() => network.ReadParameters(new float[3]));
    }

    [TorchFact(onProcessor: true)]
    public void EqualSeedsGiveEqualBitsOnOneThread()
    {
        Assert.Equal(Train(), Train());

        static float[] Train()
        {
            using INetwork network = TorchBuild.Network(s_spec);
            IOptimizer optimizer = network.CreateOptimizer(ParityTests.Options());
            float[] observations = Nets.Numbers(4 * 32, 3);
            using IWorkspace workspace = network.CreateWorkspace(32, gradients: true);
            for (int i = 0; i < 20; i++)
            {
                Nets.Differentiate(network, observations, Nets.Coefficients(s_spec, 32, 4), workspace);
                optimizer.Step(0.5f);
            }

            return Nets.Parameters(network);
        }
    }

    // Denormal numbers are slow on the processor: what was learned long ago must go to 0 before.
    [TorchFact]
    public void MomentsWithoutGradientsBecomeZeroAndNeverDenormal()
    {
        using INetwork network = TorchBuild.Network(s_spec);
        IOptimizer optimizer = network.CreateOptimizer(ParityTests.Options());
        float[] observations = Nets.Numbers(4 * 32, 3);
        using IWorkspace workspace = network.CreateWorkspace(32, gradients: true);
        Nets.Differentiate(network, observations, Nets.Coefficients(s_spec, 32, 4), workspace);
        optimizer.Step();
        Assert.Contains(Moments(), static moment => moment != 0);
        Nets.Differentiate(network, observations, [new float[3 * 32], new float[32]], workspace);
        for (int i = 0; i < 1000; i++)
        {
            optimizer.Step();
            Assert.True(i % 10 != 0 || !Moments().Exists(float.IsSubnormal), $"step {i}");
        }

        Assert.All(Moments(), static moment => Assert.Equal(0, moment));

        List<float> Moments() => [.. (float[])Hamlet.State.StateTree.Save(optimizer).Values["first_moment"]];
    }

    // Each test class may leave tensors to finalizers; this one counts before and after its own updates only.
    [TorchFact]
    public void AThousandUpdatesLeaveNoTensorBehind()
    {
        NetworkSpec spec = s_spec with { Trunk = s_spec.Trunk with { Recurrent = Recurrence.Gru, RecurrentSize = 4 } };
        using INetwork network = TorchBuild.Network(spec);
        using IInference target = network.CreateInference();
        IOptimizer optimizer = network.CreateOptimizer(ParityTests.Options());
        using IWorkspace workspace = network.CreateWorkspace(8, gradients: true);
        using IWorkspace judge = target.CreateWorkspace(8);
        SequenceData data = SequenceData.Create(spec, 2, 4);
        float[][] slopes = Nets.Coefficients(spec, 8, 4);
        Update();
        long before = TorchBuild.LiveTensors();
        for (int i = 0; i < 1000; i++)
        {
            Update();
        }

        Assert.Equal(before, TorchBuild.LiveTensors());

        void Update()
        {
            target.Forward(data.AsBatch(), judge);
            network.Forward(data.AsBatch(), workspace);
            slopes[0].CopyTo(workspace.OutputGradient(0));
            slopes[1].CopyTo(workspace.OutputGradient(1));
            network.Backward(data.AsBatch(), workspace);
            optimizer.Step(1);
            target.Lerp(network, 0.01f);
        }
    }

    [TorchTheory]
    [InlineData("cuda:99")]
    [InlineData("cuda:x")]
    [InlineData("gpu")]
    public void ADeviceThatIsNotThereIsNamedWithTheRemedy(string device)
    {
        var error = Assert.Throws<ConfigException>(() => TorchBuild.Create(device: device));

        Assert.Contains($"'device: {device}'", error.Message, StringComparison.Ordinal);
    }
}
