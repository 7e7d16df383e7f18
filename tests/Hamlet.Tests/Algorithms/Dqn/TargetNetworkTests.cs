using Hamlet.Algorithms.Dqn;
using Hamlet.State;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms.Dqn;

public sealed class TargetNetworkTests
{
    private readonly NaiveNetwork _online = Table.Create([[0, 0]]);

    [Fact]
    public void CopiesAfterEveryNthUpdate()
    {
        using TargetNetwork target = Create(TargetUpdateUnit.Updates, frequency: 3);

        double[] seen = [.. Enumerable.Range(1, 7).Select(i => Update(target, i))];

        Assert.Equal([0, 0, 3, 3, 3, 6, 6], seen);
    }

    [Fact]
    public void FollowsByTheShareTau()
    {
        using TargetNetwork target = Create(TargetUpdateUnit.Updates, frequency: 2, tau: 0.25);

        double[] seen = [.. Enumerable.Range(1, 4).Select(_ => Update(target, 16))];

        // 0.25 * 16, then 0.75 * 4 + 0.25 * 16.
        Assert.Equal([0, 4, 4, 7], seen);
    }

    [Fact]
    public void StepsOfSeveralEnvironmentsCountEach()
    {
        using TargetNetwork target = Create(TargetUpdateUnit.Steps, frequency: 10, tau: 0.5);
        Update(target, 16);

        Assert.Equal(0, Step(target, steps: 9));
        // The tenth step, then the twentieth and the thirtieth at once: 8, 12, 14.
        Assert.Equal(8, Step(target, steps: 1));
        Assert.Equal(14, Step(target, steps: 20));
    }

    [Fact]
    public void EpisodesCountWhereTheyAreTheUnit()
    {
        using TargetNetwork target = Create(TargetUpdateUnit.Episodes, frequency: 2);
        Update(target, 5);

        Assert.Equal(0, Step(target, steps: 1000, episodes: 1));
        Assert.Equal(5, Step(target, steps: 1, episodes: 1));
    }

    [Fact]
    public void ContinuesFromItsState()
    {
        using TargetNetwork target = Create(TargetUpdateUnit.Updates, frequency: 3);
        Update(target, 1);
        Update(target, 2);
        using TargetNetwork other = Create(TargetUpdateUnit.Updates, frequency: 3);
        StateTree.Save(target).Load(other);

        Assert.Equal(3, Update(other, 3));
    }

    private static double Value(TargetNetwork target) => ((NaiveInference)target.Network).Values[0];

    private static double Step(TargetNetwork target, int steps, int episodes = 0)
    {
        target.OnSteps(steps, episodes);
        return Value(target);
    }

    private double Update(TargetNetwork target, double value)
    {
        _online.Values[0] = value;
        target.OnUpdate();
        return Value(target);
    }

    private TargetNetwork Create(TargetUpdateUnit unit, int frequency, double tau = 1) =>
        new(_online, new DqnOptions { TargetUpdateUnit = unit, TargetUpdateFrequency = frequency, Tau = tau });
}
