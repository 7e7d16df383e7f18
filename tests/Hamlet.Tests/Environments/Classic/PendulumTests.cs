using Hamlet.Environments;
using static Hamlet.Tests.Environments.Classic.ClassicProbe;

namespace Hamlet.Tests.Environments.Classic;

/// <summary>Pendulum-v1: trajectories and costs recorded elsewhere from the published equations, its bounds, its limit.</summary>
public sealed class PendulumTests
{
    /// <summary>Computed once from the published equations with another language's mathematics, to 15 digits.</summary>
    [Theory]
    [InlineData(new[] { 1, 0.5 }, new[] { 0.5f }, 1, new[] { 1.0603051619303, 1.20610323860592 }, -1.02525, -1.02525)]
    [InlineData( // Also a torque beyond its bounds.
        new[] { 3.0, -1 },
        new[] { 2, 2, -1.5f, 0.25f, -3, 0, 1 },
        6,
        new[] { 3.02454483026864, 0.615824681117664 },
        -8.97618787538314,
        -372.875282449621)]
    [InlineData( // The speed is at its bound, the angle beyond a whole turn.
        new[] { 3.1, 7.9 }, new[] { 2f }, 20, new[] { 10.4967729741526, 7.82806006649457 }, -12.4605241674613, -185.443605548313)]
    public void ATrajectoryIsTheRecordedOne(double[] from, float[] torques, int repeats, double[] to, double lastReward, double sum)
    {
        ClassicProbe pendulum = Begin(from);
        double rewards = 0;
        for (int i = 0; i < repeats * torques.Length; i++)
        {
            pendulum.Push(torques[i % torques.Length]);
            rewards += pendulum.Reward;
        }

        AssertNear(to, pendulum.State, 1e-9);
        AssertNear([Math.Cos(to[0]), Math.Sin(to[0]), to[1]], pendulum.Seen, 1e-6);
        Assert.Equal(lastReward, pendulum.Reward, 1e-6);
        Assert.Equal(sum, rewards, 1e-4);
    }

    [Fact]
    public void ItIsTruncatedAfter200StepsAndNeverTerminated()
    {
        ClassicProbe pendulum = Begin([0, 0]);
        for (int step = 1; step < 200; step++)
        {
            pendulum.Push(0);
            Assert.False(pendulum.Terminated || pendulum.Truncated);
            Assert.Equal(0, pendulum.Reward);
        }

        pendulum.Push(0);
        Assert.True(pendulum.Truncated);
        Assert.False(pendulum.Terminated);
        Assert.Equal("max_steps", pendulum.EndReason);
        Assert.Equal([1, 0, 0], pendulum.Seen);
    }

    [Fact]
    public void NoNumberIsNoTorque() => Assert.Throws<ArgumentException>(() => Begin([0, 0]).Push(float.NaN));

    private static ClassicProbe Begin(double[] state) => new(static context => new PendulumEnvironment(context), state);
}
