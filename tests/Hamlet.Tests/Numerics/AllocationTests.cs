using Hamlet.Networks;
using Hamlet.Tests.Threads;
using Hamlet.Threads;

namespace Hamlet.Tests.Numerics;

public sealed class AllocationTests
{
    private const int Rows = 600;

    public static TheoryData<string> Simd => Nets.Simd;

    [Theory]
    [MemberData(nameof(Simd))]
    public void SteadyStateAllocatesNothing(string simd)
    {
        SteadyStateAllocatesNothingOn(WorkerPool.Alone, simd);
        using var pool = new WorkerPool(2);
        SteadyStateAllocatesNothingOn(pool, simd);
        Assert.True(pool.Round > 0, "Nothing was shared.");
    }

    private static void SteadyStateAllocatesNothingOn(WorkerPool threads, string simd)
    {
        NetworkSpec spec = Nets.Spec(
            17, [65, 40], [new HeadSpec("q", 6, HeadKind.Dueling), new HeadSpec("s", 2, HeadKind.StateIndependent)], Activation.Tanh);
        INetwork network = Nets.Create(spec, simd, threads: threads);
        INetwork separate = Nets.Create(spec, simd, seed: 2, threads);
        IInference target = network.CreateInference();
        IOptimizer optimizer = network.CreateOptimizer(new OptimizerOptions { LearningRate = 1e-3 });
        using IWorkspace workspace = network.CreateWorkspace(Rows, gradients: true);
        using IWorkspace acting = target.CreateWorkspace(1);
        float[] observations = Nets.Numbers(Rows * 17, 1);
        float[] parameters = new float[network.ParameterCount];
        float checksum = 0;
        for (int i = 0; i < 50; i++)
        {
            checksum += Work();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200; i++)
        {
            checksum += Work();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, threads.Threads == 1 ? 0 : SharedAllocation.Most);
        Assert.True(float.IsFinite(checksum));

        float Work()
        {
            var batch = new Batch(observations, Rows);
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
