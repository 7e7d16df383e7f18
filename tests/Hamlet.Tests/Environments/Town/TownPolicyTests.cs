using Hamlet.Algorithms.Baselines;
using Hamlet.Configuration;
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
            using var environment = new TownEnvironment(
                new TownOptions { World = world with { Start = [cell % 8, cell / 8] }, Level = "L1" },
                new EnvironmentContext { Rows = 1, Streams = new RandomStreams(7) });
            using var policy = new TownGreedyPolicy(environment.Spec, default);
            (bool survived, int steps, _) = Live(environment, Begin(environment), policy);
            Assert.True(survived, $"from [{cell % 8}, {cell / 8}]: death after {steps} steps");
            Assert.Equal(500, steps);
        }
    }

    [Theory]
    [InlineData("L2", 428, 22.2)]
    [InlineData("L3", 359, 18.4)]
    public void APlainPlanThatSearchesForWhatItNeedsLivesLongInAWindow(string level, double steps, double value)
    {
        const int Episodes = 100;
        using TownEnvironment environment = Create(level);
        using var policy = new TownGreedyPolicy(environment.Spec, default);
        EnvironmentBatch batch = Begin(environment);
        (int lived, double rewards) = (0, 0);
        for (int episode = 0; episode < Episodes; episode++)
        {
            (_, int length, double sum) = Live(environment, batch, policy);
            lived += length;
            rewards += sum;
        }

        Assert.Equal(value, rewards / Episodes, 0.1);
        Assert.Equal(steps, (double)lived / Episodes, 1.0);
    }

    [Theory]
    [InlineData("L0_0")]
    [InlineData("L0_5")]
    public void ThePlanPlaysTheSmallLevelsByTheirRules(string level)
    {
        using TownEnvironment environment = Create(level);
        using var policy = new TownGreedyPolicy(environment.Spec, default);

        Assert.InRange(Live(environment, Begin(environment), policy).Steps, 50, 2000);
    }

    [Fact]
    public void ThePlanIsForTowns()
    {
        EnvironmentSpec other = new() { Name = "cartpole", Fields = [], Actions = new DiscreteActions(["left", "right"]) };

        string message = Assert.Throws<ConfigException>(
            () => new TownGreedyPolicy(other, new ConfigSpan("a.yaml", 3, 5))).Message;

        Assert.StartsWith("a.yaml(3,5): error: town_greedy plays the town", message, StringComparison.Ordinal);
    }

    private static TownEnvironment Create(string level) => new(
        new TownOptions { World = Worlds.Read("town8"), Level = level },
        new EnvironmentContext { Rows = 1, Streams = new RandomStreams(1) });

    private static EnvironmentBatch Begin(TownEnvironment environment)
    {
        var batch = new EnvironmentBatch(environment.Spec, 1);
        environment.Reset(batch.All);
        return batch;
    }

    // To the end of the episode; the next one has then begun.
    private static (bool Survived, int Steps, double Return) Live(TownEnvironment environment, EnvironmentBatch batch, TownGreedyPolicy policy)
    {
        double sum = 0;
        for (int steps = 1; ; steps++)
        {
            policy.Act(batch.All);
            Assert.True(batch.All.Masks[batch.All.Actions[0]]);
            environment.Step(batch.All);
            sum += batch.All.Rewards[0];
            if (batch.All.Terminated[0] || batch.All.Truncated[0])
            {
                return (!batch.All.Terminated[0], steps, sum);
            }
        }
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
