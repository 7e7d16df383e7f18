using Hamlet.Algorithms.Dqn;
using Hamlet.Algorithms.Ppo;
using Hamlet.Algorithms.Replay;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.Randomness;
using Hamlet.Threads;
using Hamlet.Tests.Algorithms.Ppo;
using Hamlet.Tests.Numerics;

namespace Hamlet.Tests.Torch;

/// <summary>Whole updates on the device beside the algorithms' own code on the managed backend.</summary>
[Collection("TorchSharp")]
public sealed class UpdateKernelTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 12).Select(static seed => (ulong)seed)];

    [TorchTheory]
    [MemberData(nameof(Seeds))]
    public void QLearningOnTheDeviceIsThePortableOne(ulong seed)
    {
        NetworkSpec spec = Nets.Spec(6, [16, 8], 4, seed % 2 == 0 ? HeadKind.Dueling : HeadKind.Linear);
        using INetwork torch = TorchBuild.Network(spec, seed);
        INetwork managed = Nets.Create(spec, seed: seed);
        Assert.IsAssignableFrom<IUpdateKernel<QUpdate>>(torch);
        using var device = new QLearner(torch);
        using var portable = new QLearner(managed);
        for (int step = 0; step < 10; step++)
        {
            TransitionBatch batch = Transitions(spec, (seed * 100) + (ulong)step, masked: seed % 3 != 0, weighted: seed % 4 == 0);
            QUpdate update = batch.AsQUpdate(seed % 2 == 0 ? QLoss.Huber : QLoss.Mse, doubleQ: seed % 3 != 1, maxNorm: 0.5f);
            UpdateResult expected = portable.Apply(in update);
            double[] errors = ParityTests.Doubles(batch.TdErrors);
            UpdateResult actual = device.Apply(in update);

            Nets.AssertClose(errors, batch.TdErrors, 1e-4, "temporal differences");
            Nets.AssertClose(
                [expected.Loss, expected.GradientNorm, expected.ValueMean, expected.ValueStd],
                [actual.Loss, actual.GradientNorm, actual.ValueMean, actual.ValueStd],
                1e-4,
                "result");
        }

        Nets.AssertClose(spec, ParityTests.Doubles(Nets.Parameters(managed)), Nets.Parameters(torch), 1e-3);
    }

    [TorchTheory]
    [MemberData(nameof(Seeds))]
    public void PolicyOptimisationOnTheDeviceIsThePortableOne(ulong seed)
    {
        var batches = new PolicyBatches(seed);
        using IBackend torch = TorchBuild.Create();
        using IBackend managed = new ManagedBackend(new ManagedBackendOptions(), new BackendContext());
        using var device = new PolicyLearner(batches, torch);
        using var portable = new PolicyLearner(batches, managed);
        Assert.IsAssignableFrom<IUpdateKernel<PolicyUpdate>>(device.Networks.Policy);
        for (int step = 0; step < 10; step++)
        {
            (PolicyResult expected, UpdateArrays told) = portable.Apply(step, float.PositiveInfinity);
            (PolicyResult actual, UpdateArrays own) = device.Apply(step, float.PositiveInfinity);

            Nets.AssertClose(ParityTests.Doubles(told.LogProbabilities), own.LogProbabilities, 1e-4, "log-probabilities");
            Nets.AssertClose(ParityTests.Doubles(told.Entropies), own.Entropies, 1e-4, "entropies");
            Nets.AssertClose(ParityTests.Doubles(told.Values), own.Values, 1e-4, "values");
            Nets.AssertClose(ParityTests.Doubles(told.BoundsLosses), own.BoundsLosses, 1e-4, "bounds losses");
            Assert.Equal(expected.GradientNorm, actual.GradientNorm, 1e-3f * Math.Max(1, expected.GradientNorm));
            Assert.Equal(expected.ClipFraction, actual.ClipFraction);
        }

        portable.AssertNear(device);
    }

    [TorchTheory]
    [InlineData(2)]
    [InlineData(3)]
    public void NoStepIsMadeBeyondTheDivergence(ulong seed)
    {
        var batches = new PolicyBatches(seed);
        using IBackend torch = TorchBuild.Create();
        using var device = new PolicyLearner(batches, torch);
        float[] before = Nets.Parameters(device.Networks.Policy);
        (PolicyResult result, _) = device.Apply(0, klLimit: 1e-4f);

        Assert.True(result.Kl > 1e-4f);
        Assert.Equal(0, result.GradientNorm);
        Assert.Equal(before, Nets.Parameters(device.Networks.Policy));
        Assert.True(device.Apply(0, klLimit: 1e4f).Result.GradientNorm > 0);
        Assert.NotEqual(before, Nets.Parameters(device.Networks.Policy));
    }

    [TorchFact]
    public void AThousandUpdatesOnTheDeviceLeaveNoTensorBehind()
    {
        NetworkSpec spec = Nets.Spec(6, [8], 4);
        using INetwork network = TorchBuild.Network(spec);
        using var values = new QLearner(network);
        TransitionBatch batch = Transitions(spec, 1, masked: true, weighted: true);
        using IBackend torch = TorchBuild.Create();
        using var policy = new PolicyLearner(new PolicyBatches(3), torch);
        Update();
        long before = TorchBuild.LiveTensors();
        for (int i = 0; i < 1000; i++)
        {
            Update();
        }

        Assert.Equal(before, TorchBuild.LiveTensors());

        void Update()
        {
            values.Apply(batch.AsQUpdate(QLoss.Huber, doubleQ: true, maxNorm: 1));
            policy.Apply(0, klLimit: 1e4f);
        }
    }

    private static TransitionBatch Transitions(NetworkSpec spec, ulong seed, bool masked, bool weighted)
    {
        const int Size = 24;
        int actions = spec.Heads[0].Width;
        var batch = new TransitionBatch(Size, spec.Inputs, masked ? actions : 0, weighted);
        Nets.Numbers(batch.Observations.Length, seed + 1).CopyTo(batch.Observations, 0);
        Nets.Numbers(batch.Observations.Length, seed + 2).CopyTo(batch.NextObservations, 0);
        float[] numbers = Nets.Numbers(Size * actions, seed + 3);
        for (int i = 0; i < Size; i++)
        {
            batch.Actions[i] = (int)((numbers[i] + 1) / 2 * actions);
            batch.Rewards[i] = 3 * numbers[Size + i];
            batch.Discounts[i] = i % 4 == 0 ? 0 : 0.9f;
        }

        for (int i = 0; i < batch.NextMasks.Length; i++)
        {
            batch.NextMasks[i] = i % actions == 0 || numbers[i] > 0;
        }

        for (int i = 0; i < batch.Weights.Length; i++)
        {
            batch.Weights[i] = 1 + (0.5f * numbers[i]);
        }

        return batch;
    }

    private sealed class QLearner : IDisposable
    {
        private readonly IInference _target;
        private readonly DqnUpdate _update;

        public QLearner(INetwork network)
        {
            _target = network.CreateInference();
            _update = new DqnUpdate(network, _target, network.CreateOptimizer(ParityTests.Options()), 24);
        }

        public UpdateResult Apply(in QUpdate update) => _update.Apply(in update);

        public void Dispose()
        {
            _update.Dispose();
            _target.Dispose();
        }
    }

    private sealed class PolicyLearner : IDisposable
    {
        private readonly PolicyBatches _batches;
        private readonly ActionDistribution _distribution;
        private readonly PpoUpdate _update;

        public PolicyLearner(PolicyBatches batches, IBackend backend)
        {
            _batches = batches;
            var random = new RandomStream(7);
            _distribution = ActionDistribution.Create(batches.Actions, batches.Options, features: 0, rows: 1, batches.Size);
            Networks = new ActorCritic(batches.Options, batches.Inputs, _distribution, backend, ref random);
            _update = new PpoUpdate(Networks, _distribution, batches.Size, WorkerPool.Alone);
        }

        public ActorCritic Networks { get; }

        public (PolicyResult Result, UpdateArrays Arrays) Apply(int number, float klLimit)
        {
            UpdateArrays arrays = _batches.Create(number, _distribution, klLimit);
            return (_update.Apply(arrays), arrays);
        }

        public void AssertNear(PolicyLearner other)
        {
            Nets.AssertClose(Networks.Policy.Spec, ParityTests.Doubles(Nets.Parameters(Networks.Policy)), Nets.Parameters(other.Networks.Policy), 1e-3);
            Nets.AssertClose(Networks.Value.Spec, ParityTests.Doubles(Nets.Parameters(Networks.Value)), Nets.Parameters(other.Networks.Value), 1e-3);
        }

        public void Dispose()
        {
            _update.Dispose();
            Networks.Dispose();
        }
    }
}
