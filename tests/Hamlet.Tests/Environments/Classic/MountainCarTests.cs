using Hamlet.Environments;
using static Hamlet.Tests.Environments.Classic.ClassicProbe;

namespace Hamlet.Tests.Environments.Classic;

/// <summary>MountainCar-v0: trajectories recorded elsewhere from the published equations, its wall, its goal, its limit.</summary>
public sealed class MountainCarTests
{
    /// <summary>Computed once from the published equations with another language's mathematics, to 15 digits.</summary>
    [Theory]
    [InlineData(new[] { -0.5, 0.0 }, "2", new[] { -0.499176843004169, 0.000823156995830743 })]
    [InlineData(new[] { -0.5, 0.0 }, "000001111122222000000000022222222222222", new[] { -0.521069465949246, 0.0136789095098674 })]
    [InlineData(new[] { -1.15, -0.06 }, "000", new[] { -1.19627020571371, 0.0024878982454507 })] // Against the wall.
    public void ATrajectoryIsTheRecordedOne(double[] from, string actions, double[] to)
    {
        ClassicProbe car = Begin(from);
        foreach (char action in actions)
        {
            car.Choose(action - '0');
            Assert.Equal(-1, car.Reward);
            Assert.False(car.Terminated);
        }

        AssertNear(to, car.State, 1e-12);
        AssertNear(to, car.Seen, 1e-6);
    }

    /// <summary>Pushing along with the motion takes 124 steps from the middle of the valley, as recorded.</summary>
    [Fact]
    public void SwingingGetsThere()
    {
        ClassicProbe car = Begin([-0.5, 0]);
        int steps = 0;
        while (!car.Terminated)
        {
            car.Choose(car.State[1] >= 0 ? 2 : 0);
            Assert.Equal(-1, car.Reward);
            steps++;
        }

        Assert.Equal(124, steps);
        Assert.Equal("arrived", car.EndReason);
        AssertNear([0.534949982565574, 0.0481909779286651], car.Seen, 1e-6);
    }

    [Fact]
    public void WithoutAGoodIdeaTheEpisodeIsTruncatedAfter200Steps()
    {
        ClassicProbe car = Begin([-0.5, 0]);
        for (int step = 1; step < 200; step++)
        {
            car.Choose(2);
            Assert.False(car.Terminated || car.Truncated);
        }

        car.Choose(2);
        Assert.True(car.Truncated);
        Assert.Equal("max_steps", car.EndReason);
    }

    [Fact]
    public void RollingBackOverTheGoalIsNoArrival()
    {
        ClassicProbe car = Begin([0.59, -0.03]);
        car.Choose(0);

        Assert.True(car.State[0] >= 0.5);
        Assert.False(car.Terminated);
    }

    private static ClassicProbe Begin(double[] state) => new(static context => new MountainCarEnvironment(context), state);
}
