using Hamlet.Environments;
using Hamlet.Randomness;
using static Hamlet.Tests.Environments.Classic.ClassicProbe;

namespace Hamlet.Tests.Environments.Classic;

/// <summary>Acrobot-v1: its published equations, once more and in the book's own angles, and trajectories recorded elsewhere.</summary>
public sealed class AcrobotTests
{
    /// <summary>Computed once from the published equations with another language's mathematics, to 15 digits.</summary>
    [Theory]
    [InlineData(
        new[] { 0.05, -0.02, 0.03, -0.08 },
        "2",
        new[] { 0.0359510149005879, 0.00569297266778859, -0.166567665283431, 0.329825898292437 })]
    [InlineData(
        new[] { 0.05, -0.02, 0.03, -0.08 },
        "222200002222000022220",
        new[] { 0.120342675673572, -0.0258619587519896, -0.547450356852867, 0.981694548313229 })]
    [InlineData( // Both angles wrap, both speeds are at their bounds.
        new[] { 3.0, -2.9, -12, 25 },
        "0120",
        new[] { -1.78749854935958, 2.31064315897298, -12.5663706143592, 28.2743338823081 })]
    public void ATrajectoryIsTheRecordedOne(double[] from, string actions, double[] to)
    {
        ClassicProbe acrobot = Begin(from);
        foreach (char action in actions)
        {
            acrobot.Choose(action - '0');
            Assert.Equal(-1, acrobot.Reward);
        }

        AssertNear(to, acrobot.State, 1e-9);
        AssertNear([Math.Cos(to[0]), Math.Sin(to[0]), Math.Cos(to[1]), Math.Sin(to[1]), to[2], to[3]], acrobot.Seen, 1e-6);
    }

    [Fact]
    public void RandomEpisodesFollowTheEquations()
    {
        RandomStream random = new RandomStreams(5).Create("policy");
        for (int episode = 0; episode < 20; episode++)
        {
            double[] state = [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble(-0.1, 0.1))];
            ClassicProbe acrobot = Begin(state);
            for (int step = 0; step < 60 && !acrobot.Terminated; step++)
            {
                int action = random.NextInt32(3);
                acrobot.Choose(action);
                state = Next(state, action - 1);
                AssertNear([Math.Cos(state[0]), Math.Sin(state[0]), Math.Cos(state[1]), Math.Sin(state[1]), state[2], state[3]], acrobot.Seen, 1e-6);
            }
        }
    }

    /// <summary>Pushing along with the second link's motion swings the acrobot up after 74 steps, as recorded; getting there is free.</summary>
    [Fact]
    public void SwungUpEndsTheEpisodeAndCostsNothing()
    {
        ClassicProbe acrobot = Begin([0.05, -0.02, 0.03, -0.08]);
        for (int step = 1; step < 74; step++)
        {
            acrobot.Choose(acrobot.State[3] < 0 ? 0 : 2);
            Assert.False(acrobot.Terminated);
        }

        acrobot.Choose(acrobot.State[3] < 0 ? 0 : 2);

        Assert.True(acrobot.Terminated);
        Assert.Equal("swung_up", acrobot.EndReason);
        Assert.Equal(0, acrobot.Reward);
        double[] to = [2.01480340732578, 1.72375424197249, 0.793507196237847, -2.61492080974966];
        AssertNear([Math.Cos(to[0]), Math.Sin(to[0]), Math.Cos(to[1]), Math.Sin(to[1]), to[2], to[3]], acrobot.Seen, 1e-6);
    }

    [Fact]
    public void HangingStillIsTruncatedAfter500Steps()
    {
        ClassicProbe acrobot = Begin([0, 0, 0, 0]);
        for (int step = 1; step < 500; step++)
        {
            acrobot.Choose(1);
            Assert.False(acrobot.Truncated);
        }

        acrobot.Choose(1);
        Assert.True(acrobot.Truncated);
        Assert.Equal("max_steps", acrobot.EndReason);
        Assert.Equal([1, 0, 1, 0, 0, 0], acrobot.Seen);
    }

    private static ClassicProbe Begin(double[] state) => new(static context => new AcrobotEnvironment(context), state);

    private static double[] Next(double[] s, double torque)
    {
        const double H = 0.2;
        double[] k1 = Slope(s, torque);
        double[] k2 = Slope(Plus(s, k1, H / 2), torque);
        double[] k3 = Slope(Plus(s, k2, H / 2), torque);
        double[] k4 = Slope(Plus(s, k3, H), torque);
        double[] next = [.. s.Select((x, i) => x + (H / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i])))];
        return
        [
            Math.IEEERemainder(next[0], 2 * Math.PI),
            Math.IEEERemainder(next[1], 2 * Math.PI),
            Math.Min(Math.Max(next[2], -4 * Math.PI), 4 * Math.PI),
            Math.Min(Math.Max(next[3], -9 * Math.PI), 9 * Math.PI),
        ];
    }

    private static double[] Plus(double[] s, double[] slope, double time) => [.. s.Zip(slope, (x, k) => x + (time * k))];

    private static double[] Slope(double[] s, double torque)
    {
        const double M1 = 1, M2 = 1, L1 = 1, Lc1 = 0.5, Lc2 = 0.5, I1 = 1, I2 = 1, G = 9.8;
        double t1 = s[0], t2 = s[1], w1 = s[2], w2 = s[3];
        double d1 = (M1 * Lc1 * Lc1) + (M2 * ((L1 * L1) + (Lc2 * Lc2) + (2 * L1 * Lc2 * Math.Cos(t2)))) + I1 + I2;
        double d2 = (M2 * ((Lc2 * Lc2) + (L1 * Lc2 * Math.Cos(t2)))) + I2;
        double phi2 = M2 * Lc2 * G * Math.Cos(t1 + t2 - (Math.PI / 2));
        double phi1 = (-M2 * L1 * Lc2 * w2 * w2 * Math.Sin(t2)) - (2 * M2 * L1 * Lc2 * w2 * w1 * Math.Sin(t2))
            + (((M1 * Lc1) + (M2 * L1)) * G * Math.Cos(t1 - (Math.PI / 2))) + phi2;
        double a2 = (torque + (d2 / d1 * phi1) - (M2 * L1 * Lc2 * w1 * w1 * Math.Sin(t2)) - phi2)
            / ((M2 * Lc2 * Lc2) + I2 - (d2 * d2 / d1));
        return [w1, w2, -((d2 * a2) + phi1) / d1, a2];
    }
}
