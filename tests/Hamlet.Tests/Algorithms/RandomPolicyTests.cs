using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms;

public sealed class RandomPolicyTests
{
    [Fact]
    public void DrawsUniformlyFromTheAllowedActions()
    {
        EnvironmentSpec spec = Spec(new DiscreteActions(["a", "b", "c", "d"]));
        var batch = new EnvironmentBatch(spec, 3000);
        for (int row = 0; row < batch.Rows; row++)
        {
            batch.All.Mask(row)[row % 4] = false;
        }

        using var policy = new RandomPolicy(spec, new RandomStream(1));
        policy.Act(batch.All);

        int[] counts = new int[4];
        for (int row = 0; row < batch.Rows; row++)
        {
            Assert.NotEqual(row % 4, batch.All.Actions[row]);
            counts[batch.All.Actions[row]]++;
        }

        // Four counts of 750 expected, deviation at most 24: five of them.
        Assert.All(counts, static c => Assert.InRange(c, 630, 870));
    }

    [Fact]
    public void EachBranchHasItsOwnPartOfTheMask()
    {
        EnvironmentSpec spec = Spec(new MultiDiscreteActions([2, 3]));
        var batch = new EnvironmentBatch(spec, 500);
        for (int row = 0; row < batch.Rows; row++)
        {
            ((bool[])[false, true, true, false, true]).CopyTo(batch.All.Mask(row));
        }

        using var policy = new RandomPolicy(spec, new RandomStream(1));
        policy.Act(batch.All);

        int[] actions = batch.All.Actions.ToArray();
        Assert.All(actions.Where(static (_, i) => i % 2 == 0), static a => Assert.Equal(1, a));
        Assert.Equal([0, 2], actions.Where(static (_, i) => i % 2 == 1).Distinct().Order());
    }

    [Fact]
    public void NumbersAreDrawnWithinTheirBounds()
    {
        EnvironmentSpec spec = Spec(new ContinuousActions([-2, 10], [2, 11]));
        var batch = new EnvironmentBatch(spec, 1000);

        using var policy = new RandomPolicy(spec, new RandomStream(1));
        policy.Act(batch.All);

        float[] actions = batch.All.ContinuousActions.ToArray();
        Assert.InRange(actions.Where(static (_, i) => i % 2 == 0).Min(), -2, -1.9);
        Assert.InRange(actions.Where(static (_, i) => i % 2 == 0).Max(), 1.9, 2);
        Assert.InRange(actions.Where(static (_, i) => i % 2 == 1).Min(), 10, 10.1);
        Assert.InRange(actions.Where(static (_, i) => i % 2 == 1).Max(), 10.9, 11);
    }

    /// <summary>The means and deviations are those of the exponential and the normal distribution.</summary>
    [Fact]
    public void WhatHasNoBoundIsDrawnFromWhereMostIs()
    {
        EnvironmentSpec spec = Spec(new ContinuousActions(
            [2, float.NegativeInfinity, float.NegativeInfinity], [float.PositiveInfinity, -3, float.PositiveInfinity]));
        var batch = new EnvironmentBatch(spec, 20_000);

        using var policy = new RandomPolicy(spec, new RandomStream(1));
        policy.Act(batch.All);

        float[][] drawn = [.. Enumerable.Range(0, 3).Select(i => batch.All.ContinuousActions.ToArray().Where((_, at) => at % 3 == i).ToArray())];
        Assert.All(drawn[0], static x => Assert.True(x >= 2));
        Assert.All(drawn[1], static x => Assert.True(x <= -3));
        // Five deviations of the mean of 20,000 are 0.035.
        Assert.Equal([3.0, -4.0, 0.0], drawn.Select(static d => (double)d.Average()), static (a, b) => Math.Abs(a - b) < 0.035);
        Assert.All(drawn, static d => Assert.InRange(d.Select(x => Math.Pow(x - d.Average(), 2)).Average(), 0.9, 1.1));
    }

    [Fact]
    public void ContinuesFromItsState()
    {
        EnvironmentSpec spec = Spec(new DiscreteActions(["a", "b", "c", "d"]));
        var batch = new EnvironmentBatch(spec, 50);
        using var policy = new RandomPolicy(spec, new RandomStream(1));
        using var other = new RandomPolicy(spec, new RandomStream(2));
        policy.Act(batch.All);
        StateTree.Save(policy).Load(other);
        policy.Act(batch.All);
        int[] expected = batch.All.Actions.ToArray();

        other.Act(batch.All);

        Assert.Equal(expected, batch.All.Actions.ToArray());
    }

    private static EnvironmentSpec Spec(ActionSpace actions) => new()
    {
        Name = "nowhere",
        Fields = [new ObservationField("x", 0, 1, 0, 1, [])],
        Actions = actions,
        HasMasks = true,
    };
}
