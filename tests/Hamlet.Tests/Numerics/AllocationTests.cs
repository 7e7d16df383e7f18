using Hamlet.Networks;

namespace Hamlet.Tests.Numerics;

public sealed class AllocationTests
{
    public static TheoryData<string> Simd => Nets.Simd;

    [Theory]
    [MemberData(nameof(Simd))]
    public void SteadyStateAllocatesNothing(string simd)
    {
        NetworkSpec spec = Nets.Spec(
            17, [65, 40], [new HeadSpec("q", 6, HeadKind.Dueling), new HeadSpec("s", 2, HeadKind.StateIndependent)], Activation.Tanh);
        INetwork network = Nets.Create(spec, simd);
        INetwork separate = Nets.Create(spec, simd, seed: 2);
        IInference target = network.CreateInference();
        IOptimizer optimizer = network.CreateOptimizer(new OptimizerOptions { LearningRate = 1e-3 });
        using IWorkspace workspace = network.CreateWorkspace(140, gradients: true);
        using IWorkspace acting = target.CreateWorkspace(1);
        float[] observations = Nets.Numbers(140 * 17, 1);
        float[] parameters = new float[network.ParameterCount];
        float checksum = 0;
        for (int i = 0; i < 50; i++)
        {
            checksum += Work();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            checksum += Work();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, allocated);
        Assert.True(float.IsFinite(checksum));

        float Work()
        {
            var batch = new Batch(observations, 140);
            network.Forward(in batch, workspace);
            workspace.OutputGradient(0).Fill(0.1f);
            workspace.OutputGradient(1).Fill(0.1f);
            network.Backward(in batch, workspace);
            network.Backward(in batch, workspace, accumulate: true);
            float norm = optimizer.Step(1);
            target.CopyFrom(network);
            target.Lerp(separate, 0.01f);
            target.Forward(new Batch(observations.AsSpan(0, 17), 1), acting);
            network.ReadParameters(parameters);
            network.ReadGradients(parameters);
            return norm + acting.Output(0)[0];
        }
    }
}
