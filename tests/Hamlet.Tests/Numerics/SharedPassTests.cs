using Hamlet.Networks;
using Hamlet.Threads;

namespace Hamlet.Tests.Numerics;

/// <summary>Networks large enough to be worth several threads have the same bits as on one: values, gradients, parameters after steps.</summary>
public sealed class SharedPassTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string simd in Nets.SupportedSimd)
            {
                foreach (int threads in (int[])[2, 3, 5])
                {
                    cases.Add(simd, threads);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void FeedForward(string simd, int threads)
    {
        HeadSpec[] heads =
        [
            new HeadSpec("q", 6, HeadKind.Dueling), new HeadSpec("s", 2, HeadKind.StateIndependent), new HeadSpec("features", 70, HeadKind.Features),
        ];
        foreach ((NetworkSpec spec, int rows) in ((NetworkSpec, int)[])
        [
            (Nets.Spec(37, [65, 130], 6, activation: Activation.Tanh), 700),
            (Nets.Spec(4, [200, 70], heads), 1337),
            (Nets.Spec(3, [1024, 300], 2), 96),
            (Nets.Spec(5, [], 90), 5000),
        ])
        {
            AreEqual(spec, simd, threads, SequenceData.Create(spec, 1, rows, resets: false, initial: false));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Recurrent(string simd, int threads)
    {
        foreach (Recurrence kind in (Recurrence[])[Recurrence.Gru, Recurrence.Lstm])
        {
            foreach ((int[] hidden, int time, int size) in ((int[], int, int)[])[([40], 9, 70), ([], 30, 19)])
            {
                NetworkSpec spec = Nets.Spec(21, hidden, [new HeadSpec("q", 5), new HeadSpec("v", 1)], Activation.Tanh);
                spec = spec with
                {
                    Trunk = spec.Trunk with { Recurrent = kind, RecurrentSize = 72 },
                };
                AreEqual(spec, simd, threads, SequenceData.Create(spec, time, size));
            }
        }
    }

    private static void AreEqual(NetworkSpec spec, string simd, int threads, SequenceData data)
    {
        using var pool = new WorkerPool(threads);
        float[][] one = Train(Nets.Create(spec, simd), data);
        float[][] several = Train(Nets.Create(spec, simd, threads: pool), data);

        Assert.Equal(one.Length, several.Length);
        for (int i = 0; i < one.Length; i++)
        {
            Assert.Equal(one[i].Select(BitConverter.SingleToInt32Bits), several[i].Select(BitConverter.SingleToInt32Bits));
        }

        Assert.True(pool.Round > 0, "Nothing was shared.");
    }

    // Everything that comes of two steps, the second one with a gradient of two passes.
    private static float[][] Train(INetwork network, SequenceData data)
    {
        NetworkSpec spec = network.Spec;
        IOptimizer optimizer = network.CreateOptimizer(new OptimizerOptions { LearningRate = 1e-3 });
        using IWorkspace workspace = network.CreateWorkspace(data.Time * data.Size, gradients: true);
        using IWorkspace acting = network.CreateWorkspace(data.Time * data.Size);
        var results = new List<float[]>();
        Pass(accumulate: false);
        optimizer.Step(maxNorm: 1);
        Pass(accumulate: false);
        Pass(accumulate: true);
        optimizer.Step(maxNorm: 1);
        network.Forward(data.AsBatch(), acting);
        results.AddRange(spec.Heads.Select((_, head) => acting.Output(head).ToArray()));
        results.Add(Nets.Parameters(network));
        return [.. results];

        void Pass(bool accumulate)
        {
            network.Forward(data.AsBatch(), workspace);
            float[][] coefficients = Nets.Coefficients(spec, data.Time * data.Size, 7);
            for (int head = 0; head < coefficients.Length; head++)
            {
                results.Add(workspace.Output(head).ToArray());
                coefficients[head].CopyTo(workspace.OutputGradient(head));
            }

            results.Add(workspace.FinalState.ToArray());
            network.Backward(data.AsBatch(), workspace, accumulate);
            results.Add(Nets.Gradient(network));
        }
    }
}
