using System.Globalization;
using Hamlet.Hosting.Sweeps;
using Hamlet.IntegrationTests.Support;
using Hamlet.Training.Sweeps;

namespace Hamlet.IntegrationTests.Sweeps;

/// <summary>Which trials a sweep has, with answers by hand.</summary>
public sealed class SweepTrialsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AGridHasEveryCombinationAndTheLastParameterChangesFastest()
    {
        Sweep sweep = SweepFixture.Load(_folder, """
            config: short.yaml
            seeds: [7, 8]
            parameters: { agents.0.gamma: [0.9, 0.99], agents.0.network.hidden: [[8], [8, 8]] }
            """);

        Assert.Equal(
            [
                "agents.0.gamma=0.9, agents.0.network.hidden=[8], seed 7", "agents.0.gamma=0.9, agents.0.network.hidden=[8], seed 8",
                "agents.0.gamma=0.9, agents.0.network.hidden=[8, 8], seed 7", "agents.0.gamma=0.9, agents.0.network.hidden=[8, 8], seed 8",
                "agents.0.gamma=0.99, agents.0.network.hidden=[8], seed 7", "agents.0.gamma=0.99, agents.0.network.hidden=[8], seed 8",
                "agents.0.gamma=0.99, agents.0.network.hidden=[8, 8], seed 7", "agents.0.gamma=0.99, agents.0.network.hidden=[8, 8], seed 8",
            ],
            sweep.Jobs.Select(static job => job.ToString()));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], sweep.Jobs.Select(static job => job.Index));
        Assert.Equal(8ul, sweep.Experiment(sweep.Jobs[1], 0).Options.Seed);
        Assert.Equal("trial_0000", sweep.Experiment(sweep.Jobs[1], 0).Sweep!.Group);
    }

    [Fact]
    public void TheColumnsAreWhatTrialsDifferInAndNotTheSeed()
    {
        Sweep sweep = SweepFixture.Load(_folder, """
            config: short.yaml
            seeds: [1, 2]
            set: { agents.0.batch_size: 16 }
            parameters: { agents.0.gamma: [0.99, 0.9], agents.0.double_dqn: [true, false], agents.0.learning_rate: [0.001] }
            """);

        var columns = sweep.Experiment(sweep.Jobs[0], 0).Sweep!.Columns;
        Assert.Equal(["agents.agent_0.gamma", "agents.agent_0.double_dqn"], columns.Select(static c => c.Name).OrderByDescending(static n => n, StringComparer.Ordinal));
        Assert.Equal([0.9, 0.99], columns.Single(static c => c.Name.EndsWith("gamma", StringComparison.Ordinal)).Values.Select(static v => v.Number));
        Assert.Equal(columns.Select(static c => c.Name), sweep.Experiment(sweep.Jobs[3], 0).Sweep!.Columns.Select(static c => c.Name));
    }

    [Fact]
    public void EqualSeedsDrawEqualTrialsAndMoreTrialsBeginWithTheSame()
    {
        string Trials(int count, int seed) => string.Join('\n', SweepFixture.Load(_folder, $$"""
            config: short.yaml
            method: random
            trials: {{count}}
            seed: {{seed}}
            parameters: { agents.0.learning_rate: { from: 0.0001, to: 0.01, scale: log }, agents.0.gamma: [0.9, 0.95, 0.99] }
            """).Trials);

        Assert.Equal(Trials(6, 1), Trials(6, 1));
        Assert.StartsWith(Trials(3, 1), Trials(6, 1), StringComparison.Ordinal);
        Assert.NotEqual(Trials(6, 1), Trials(6, 2));
    }

    [Fact]
    public void ASmallSpaceIsDrawnOnceAndNotAgain()
    {
        Sweep sweep = SweepFixture.Load(_folder, "{ config: short.yaml, method: random, trials: 50, parameters: { agents.0.batch_size: { from: 8, to: 10, whole: true } } }");

        Assert.Equal(["8", "9", "10"], sweep.Trials.Select(static t => NodeText.Of(t.Choices[0].Value)).OrderBy(int.Parse));
    }

    [Theory]
    [InlineData(0.0, SweepScale.Linear, false, "1")]
    [InlineData(0.5, SweepScale.Linear, false, "50.5")]
    [InlineData(0.5, SweepScale.Log, false, "10")]
    [InlineData(0.25, SweepScale.Log, false, "3.162")]
    [InlineData(0.0, SweepScale.Linear, true, "1")]
    [InlineData(0.999, SweepScale.Linear, true, "100")]
    [InlineData(0.999, SweepScale.Log, true, "100")]
    public void ADrawIsTheValueAtItsShare(double share, SweepScale scale, bool whole, string expected) =>
        Assert.Equal(expected, SweepParameter.Draw(new SweepRangeOptions { From = 1, To = 100, Scale = scale, Whole = whole }, share));

    [Fact]
    public void HalvingGivesTheBestThirdThreeTimesTheSteps()
    {
        Assert.Equal([new SweepRung(1000, 27), new SweepRung(3000, 9), new SweepRung(9000, 3), new SweepRung(27000, 1)], SweepRung.Halving(27_000, 27, 3, null));
        Assert.Equal([new SweepRung(5000, 27), new SweepRung(10_000, 13), new SweepRung(20_000, 6)], SweepRung.Halving(20_000, 27, 2, 4_000));
        Assert.Equal([new SweepRung(100, 1)], SweepRung.Halving(100, 1, 3, null));
    }

    [Fact]
    public void RanksAreByRoundThenByMeanAndWhoHasNoneIsLast()
    {
        SweepResult Result(int index, int rung, params double?[] scores) => new(new SweepTrial(index, [])) { Rung = rung, Scores = scores };
        SweepResult[] results = [Result(0, 0, 9, 9), Result(1, 1, 2, 4), Result(2, 1, 5, 5), Result(3, 0, 9, null), Result(4, 0, 9, 9), Result(5, 0)];

        Assert.Equal([2, 1, 0, 4, 3, 5], SweepResult.Ranked(results, greatestIsBest: true).Select(static r => r.Trial.Index));
        Assert.Equal([1, 2, 0, 4, 3, 5], SweepResult.Ranked(results, greatestIsBest: false).Select(static r => r.Trial.Index));
        Assert.Equal("1.4142", results[1].Deviation!.Value.ToString("0.0000", CultureInfo.InvariantCulture));
    }
}
