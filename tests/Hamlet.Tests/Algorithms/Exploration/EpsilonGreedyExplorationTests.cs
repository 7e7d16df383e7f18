using Hamlet.Algorithms;
using Hamlet.Algorithms.Exploration;
using Hamlet.Configuration;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Exploration;

public sealed class EpsilonGreedyExplorationTests
{
    [Fact]
    public void MaskedActionsAreNeverTakenInAMillionDraws()
    {
        const int Rows = 1000;
        const int Actions = 6;
        EpsilonGreedyExploration exploration = Create(new EpsilonGreedyOptions { EpsilonStart = 0.5, EpsilonMin = 0.5 }, Actions);
        var random = new RandomStream(1);
        bool[] masks = new bool[Rows * Actions];
        float[] values = new float[Rows * Actions];
        int[] actions = new int[Rows];
        int broken = 0;
        int explored = 0;
        for (int draw = 0; draw < 1000; draw++)
        {
            for (int i = 0; i < masks.Length; i++)
            {
                masks[i] = random.NextDouble() < 0.4;
                // Forbidden actions look best.
                values[i] = random.NextSingle() + (masks[i] ? 0 : 10);
            }

            for (int row = 0; row < Rows; row++)
            {
                masks[(row * Actions) + random.NextInt32(Actions)] = true;
            }

            int undecided = exploration.SelectWithoutValues(masks, actions, ref random);
            Assert.Equal(undecided, actions.Count(static a => a == IExploration.Undecided));
            explored += Rows - undecided;
            exploration.SelectByValues(values, masks, actions, ref random);
            for (int row = 0; row < Rows; row++)
            {
                broken += masks[(row * Actions) + actions[row]] ? 0 : 1;
            }
        }

        Assert.Equal(0, broken);
        // Half of a million, give or take five standard deviations.
        Assert.InRange(explored, 500_000 - 2_500, 500_000 + 2_500);
    }

    [Fact]
    public void RandomActionsAreUniformOverTheAllowedOnes()
    {
        EpsilonGreedyExploration exploration = Create(new EpsilonGreedyOptions { EpsilonMin = 1 }, 6);
        var random = new RandomStream(2);
        int[] counts = new int[6];
        int[] action = new int[1];
        for (int i = 0; i < 40_000; i++)
        {
            Assert.Equal(0, exploration.SelectWithoutValues([false, true, true, false, true, true], action, ref random));
            counts[action[0]]++;
        }

        Assert.Equal(0, counts[0] + counts[3]);
        // 3 degrees of freedom: above 16.3 once in a thousand seeds.
        int[] allowed = [counts[1], counts[2], counts[4], counts[5]];
        Assert.InRange(allowed.Sum(static c => (c - 10_000.0) * (c - 10_000.0) / 10_000.0), 0, 16.3);
    }

    [Fact]
    public void WithoutExplorationTheFirstBestAllowedActionIsTaken()
    {
        EpsilonGreedyExploration exploration = Create(new EpsilonGreedyOptions { EpsilonStart = 0, EpsilonMin = 0 }, 4);
        var random = new RandomStream(3);
        int[] actions = new int[2];
        bool[] masks = [true, false, true, true, true, true, true, false];

        Assert.Equal(2, exploration.SelectWithoutValues(masks, actions, ref random));
        exploration.SelectByValues([1, 9, 4, 4, -3, -2, -5, 0], masks, actions, ref random);

        Assert.Equal([2, 1], actions);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(100, 0.55)]
    [InlineData(200, 0.1)]
    [InlineData(1000, 0.1)]
    public void EpsilonFallsLinearlyOverAShareOfTraining(long step, double epsilon)
    {
        var progress = new TrainingProgress { TotalSteps = 1000, Step = step };
        EpsilonGreedyExploration exploration = Create(new EpsilonGreedyOptions { EpsilonMin = 0.1, EpsilonFraction = 0.2 }, 2, progress);

        Assert.Equal(epsilon, exploration.Rate, 1e-12);
    }

    [Fact]
    public void TheShareIsOfEpisodesWhereEpisodesEndTraining()
    {
        var progress = new TrainingProgress { TotalEpisodes = 100, Episodes = 15 };
        EpsilonGreedyExploration exploration = Create(new EpsilonGreedyOptions { EpsilonMin = 0 }, 2, progress);

        // Half of the default share, 0.3.
        Assert.Equal(0.5, exploration.Rate, 1e-12);
    }

    [Fact]
    public void EpsilonDecaysWithEachEpisodeDownToItsLeast()
    {
        EpsilonGreedyExploration exploration = Create(new EpsilonGreedyOptions { EpsilonDecay = 0.5, EpsilonMin = 0.2 }, 2);
        double[] seen = new double[4];
        for (int i = 0; i < seen.Length; i++)
        {
            seen[i] = exploration.Rate;
            Draw(exploration, rows: 3);
            exploration.OnEpisodeEnd();
        }

        Assert.Equal([1, 0.5, 0.25, 0.2], seen);
    }

    [Fact]
    public void EpsilonDecaysWithEachStepOfEachEnvironment()
    {
        EpsilonGreedyExploration exploration =
            Create(new EpsilonGreedyOptions { EpsilonDecay = 0.5, EpsilonMin = 0, DecayPer = DecayPer.Step }, 2);
        Draw(exploration, rows: 3);
        exploration.OnEpisodeEnd();

        Assert.Equal(0.125, exploration.Rate);
    }

    [Fact]
    public void ContinuesFromItsState()
    {
        var options = new EpsilonGreedyOptions { EpsilonDecay = 0.5 };
        EpsilonGreedyExploration exploration = Create(options, 2);
        exploration.OnEpisodeEnd();
        EpsilonGreedyExploration other = Create(options, 2);
        StateTree.Save(exploration).Load(other);

        Assert.Equal(0.5, other.Rate);
    }

    [Fact]
    public void ContradictingOptionsAreReportedAtOnceWithTheirPlace()
    {
        var both = new EpsilonGreedyOptions { EpsilonFraction = 0.3, EpsilonDecay = 0.9, EpsilonStart = 0.01, Span = new("a.yaml", 7, 3) };
        var idle = new EpsilonGreedyOptions { DecayPer = DecayPer.Step };

        ConfigException errors = Assert.Throws<ConfigException>(() => Create(both, 2));

        Assert.Equal(2, errors.Errors.Count);
        Assert.StartsWith("a.yaml(7,3): error: 'epsilon_fraction' and 'epsilon_decay'", errors.Message, StringComparison.Ordinal);
        Assert.Contains("'epsilon_min' (0.05) is above 'epsilon_start' (0.01)", errors.Message, StringComparison.Ordinal);
        Assert.Contains("'decay_per'", Assert.Throws<ConfigException>(() => Create(idle, 2)).Message, StringComparison.Ordinal);
    }

    private static EpsilonGreedyExploration Create(EpsilonGreedyOptions options, int actions, TrainingProgress? progress = null) =>
        new(options, new ExplorationContext(actions, progress ?? new TrainingProgress { TotalSteps = 1000 }));

    private static void Draw(EpsilonGreedyExploration exploration, int rows)
    {
        var random = new RandomStream(1);
        bool[] masks = new bool[rows * 2];
        masks.AsSpan().Fill(true);
        exploration.SelectWithoutValues(masks, new int[rows], ref random);
    }
}
