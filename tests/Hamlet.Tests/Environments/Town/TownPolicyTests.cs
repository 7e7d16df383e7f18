using Hamlet.Environments;
using Hamlet.Randomness;

namespace Hamlet.Tests.Environments.Town;

/// <summary>What the town of level L1 asks of a player: chance dies early, and a plain plan never.</summary>
public sealed class TownPolicyTests
{
    [Fact]
    public void AUniformlyRandomMaskedPolicyLivesAbout113Steps()
    {
        const int episodes = 4000;
        using var environment = new TownEnvironment(
            new TownOptions { World = Worlds.Read("town8"), Level = "L1" },
            new EnvironmentContext { Rows = 1, Streams = new RandomStreams(7) });
        var batch = new EnvironmentBatch(environment.Spec, 1);
        RandomStream random = new RandomStreams(8).Create("policy");
        environment.Reset(batch.All);

        long steps = 0;
        for (int episode = 0; episode < episodes;)
        {
            batch.All.Actions[0] = RandomAllowed(batch.All.Masks, ref random);
            environment.Step(batch.All);
            steps++;
            episode += batch.All.Terminated[0] || batch.All.Truncated[0] ? 1 : 0;
        }

        Assert.Equal(113.0, (double)steps / episodes, 1.0);
    }

    [Fact]
    public void APlainPlanLivesToTheLimitFromEveryCell()
    {
        TownWorld world = Worlds.Read("town8");
        for (int cell = 0; cell < 64; cell++)
        {
            var probe = new TownProbe(world with { Start = [cell % 8, cell / 8] }, "L1");
            int steps = probe.LiveWith(_ => ScriptedPolicy.Act(probe));
            Assert.True(probe.Truncated, $"from [{cell % 8}, {cell / 8}]: {probe.EndReason} after {steps} steps");
            Assert.Equal(500, steps);
        }
    }

    [Theory]
    [InlineData("L2", 428, 22.2)]
    [InlineData("L3", 360, 18.4)]
    public void APlainPlanThatSearchesForWhatItNeedsLivesLongInAWindow(string level, double steps, double value)
    {
        const int Episodes = 100;
        var probe = new TownProbe(Worlds.Read("town8"), level);
        int lived = 0;
        double rewards = 0;
        for (int episode = 0; episode < Episodes; lived++)
        {
            probe.Do(ScriptedPolicy.Search(probe));
            rewards += probe.Reward;
            episode += probe.Ended ? 1 : 0;
        }

        Assert.Equal(value, rewards / Episodes, 0.1);
        Assert.Equal(steps, (double)lived / Episodes, 1.0);
    }

    internal static int RandomAllowed(ReadOnlySpan<bool> mask, ref RandomStream random)
    {
        int allowed = 0;
        foreach (bool one in mask)
        {
            allowed += one ? 1 : 0;
        }

        int choice = random.NextInt32(allowed);
        int action = 0;
        while (!mask[action] || choice-- > 0)
        {
            action++;
        }

        return action;
    }
}
