using Hamlet.Algorithms;
using Hamlet.Algorithms.Replay;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Replay;

public sealed class PrioritizedSamplingTests
{
    private static readonly float[] s_errors = [0.5f, -2, 4, 0.25f];

    [Theory]
    [InlineData(0.6)]
    [InlineData(1)]
    [InlineData(0)]
    public void TransitionsAreDrawnByTheirErrorToThePowerOfAlpha(double alpha)
    {
        const int Draws = 40_000;
        PrioritizedSampling sampling = Learned(alpha, beta: 0.4);
        double[] powers = [.. s_errors.Select(e => Math.Pow(Math.Abs(e) + 1e-6, alpha))];
        int[] counts = new int[4];
        var random = new RandomStream(1);
        // Batches of one: draws that do not depend on each other, as chi-square asks for.
        var batch = new TransitionBatch(1, 1, 0, weighted: true);
        for (int i = 0; i < Draws; i++)
        {
            sampling.Draw(batch.Slots, batch.Weights, 4, ref random);
            counts[batch.Slots[0]]++;
        }

        double chi = 0;
        for (int slot = 0; slot < 4; slot++)
        {
            double expected = Draws * powers[slot] / powers.Sum();
            Assert.Equal(powers[slot] / powers.Sum(), sampling.Probability(slot), 1e-9);
            chi += (counts[slot] - expected) * (counts[slot] - expected) / expected;
        }

        // 3 degrees of freedom: above 16.3 once in a thousand seeds.
        Assert.InRange(chi, 0, 16.3);
    }

    [Fact]
    public void EachShareOfTheSumGivesOneTransition()
    {
        PrioritizedSampling sampling = Learned(alpha: 0, beta: 0.4);
        var random = new RandomStream(1);
        var batch = new TransitionBatch(4, 1, 0, weighted: true);
        sampling.Draw(batch.Slots, batch.Weights, 4, ref random);

        Assert.Equal([0, 1, 2, 3], batch.Slots);
        Assert.All(batch.Weights, static w => Assert.Equal(1, w, 1e-6f));
    }

    [Fact]
    public void WeightsMakeUpForTheProbabilitiesOverTheGreatestOfTheMinibatch()
    {
        PrioritizedSampling sampling = Learned(alpha: 1, beta: 0.5);
        var random = new RandomStream(1);
        var batch = new TransitionBatch(64, 1, 0, weighted: true);
        sampling.Draw(batch.Slots, batch.Weights, 4, ref random);

        double least = batch.Slots.Min(sampling.Probability);
        for (int i = 0; i < batch.Size; i++)
        {
            Assert.Equal(Math.Sqrt(least / sampling.Probability(batch.Slots[i])), batch.Weights[i], 1e-6);
        }

        Assert.Equal(1, batch.Weights.Max());
    }

    [Theory]
    [InlineData(0, 0.4)]
    [InlineData(500, 0.7)]
    [InlineData(1000, 1)]
    public void BetaRisesToOneOverTraining(long step, double beta)
    {
        var sampling = new PrioritizedSampling(4, 0.6, 0.4, new TrainingProgress { TotalSteps = 1000, Step = step });

        Assert.Equal(beta, sampling.Beta, 1e-12);
    }

    [Fact]
    public void WhatIsNewHasTheGreatestPriorityThereWas()
    {
        PrioritizedSampling sampling = Learned(alpha: 1, beta: 0.4);
        sampling.Add(0);

        Assert.Equal(sampling.Probability(2), sampling.Probability(0));
    }

    [Fact]
    public void AnErrorThatIsNoNumberChangesNothing()
    {
        PrioritizedSampling sampling = Learned(alpha: 1, beta: 0.4);
        double before = sampling.Probability(1);
        var batch = new TransitionBatch(1, 1, 0, weighted: true);
        batch.Slots[0] = 1;
        batch.TdErrors[0] = float.NaN;
        sampling.Learn(batch.Slots, batch.TdErrors);

        Assert.Equal(before, sampling.Probability(1));
    }

    [Fact]
    public void ContinuesBitForBitFromItsState()
    {
        PrioritizedSampling sampling = Learned(0.6, 0.4);
        var other = new PrioritizedSampling(4, 0.6, 0.4, new TrainingProgress { TotalSteps = 1000 });
        StateTree.Save(sampling).Load(other);
        sampling.Add(3);
        other.Add(3);
        for (int slot = 0; slot < 4; slot++)
        {
            Assert.Equal(sampling.Probability(slot), other.Probability(slot));
        }
    }

    [Fact]
    public void AddingDrawingAndLearningAllocateNothing()
    {
        PrioritizedSampling sampling = Learned(0.6, 0.4);
        var random = new RandomStream(1);
        var batch = new TransitionBatch(8, 1, 0, weighted: true);
        float checksum = Run(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        checksum += Run(1000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(checksum > 0);

        float Run(int times)
        {
            float sum = 0;
            for (int i = 0; i < times; i++)
            {
                sampling.Add(i % 4);
                sampling.Draw(batch.Slots, batch.Weights, 4, ref random);
                sampling.Learn(batch.Slots, batch.TdErrors);
                sum += batch.Weights[0];
            }

            return sum;
        }
    }

    private static PrioritizedSampling Learned(double alpha, double beta)
    {
        var sampling = new PrioritizedSampling(4, alpha, beta, new TrainingProgress { TotalSteps = 1000 });
        var batch = new TransitionBatch(4, 1, 0, weighted: true);
        for (int slot = 0; slot < 4; slot++)
        {
            sampling.Add(slot);
            batch.Slots[slot] = slot;
        }

        s_errors.CopyTo(batch.TdErrors, 0);
        sampling.Learn(batch.Slots, batch.TdErrors);
        return sampling;
    }
}
