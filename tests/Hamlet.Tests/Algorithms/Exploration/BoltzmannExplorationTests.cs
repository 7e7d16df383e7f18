using Hamlet.Algorithms;
using Hamlet.Algorithms.Exploration;
using Hamlet.Configuration;
using Hamlet.Randomness;

namespace Hamlet.Tests.Algorithms.Exploration;

public sealed class BoltzmannExplorationTests
{
    [Fact]
    public void MaskedActionsAreNeverDrawnInAMillionDraws()
    {
        const int Rows = 1000;
        const int Actions = 6;
        BoltzmannExploration exploration = Create(1, Actions);
        var random = new RandomStream(1);
        bool[] masks = new bool[Rows * Actions];
        float[] values = new float[Rows * Actions];
        int[] actions = new int[Rows];
        int broken = 0;
        for (int draw = 0; draw < 1000; draw++)
        {
            for (int i = 0; i < masks.Length; i++)
            {
                masks[i] = random.NextDouble() < 0.4;
                // Forbidden actions look best.
                values[i] = random.NextSingle() + (masks[i] ? 0 : 1000);
            }

            for (int row = 0; row < Rows; row++)
            {
                masks[(row * Actions) + random.NextInt32(Actions)] = true;
            }

            Assert.Equal(Rows, exploration.SelectWithoutValues(masks, actions, ref random));
            exploration.SelectByValues(values, masks, actions, ref random);
            for (int row = 0; row < Rows; row++)
            {
                broken += masks[(row * Actions) + actions[row]] ? 0 : 1;
            }
        }

        Assert.Equal(0, broken);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    public void ProbabilitiesAreThoseOfTheAllowedExponentials(double temperature)
    {
        const int Draws = 100_000;
        float[] values = [1, 0.5f, 9, -0.5f, 0];
        bool[] mask = [true, true, false, true, true];
        int[] counts = new int[5];
        BoltzmannExploration exploration = Create(temperature, 5);
        var random = new RandomStream(2);
        for (int i = 0; i < Draws; i++)
        {
            counts[Draw(exploration, values, mask, ref random)]++;
        }

        double[] weights = [.. values.Select((v, a) => mask[a] ? Math.Exp(v / temperature) : 0)];
        double chi = 0;
        foreach (int action in (int[])[0, 1, 3, 4])
        {
            double expected = Draws * weights[action] / weights.Sum();
            chi += (counts[action] - expected) * (counts[action] - expected) / expected;
        }

        Assert.Equal(0, counts[2]);
        // 3 degrees of freedom: above 16.3 once in a thousand seeds.
        Assert.InRange(chi, 0, 16.3);
    }

    [Theory]
    [InlineData(1e30f, 1e-300)]
    [InlineData(-1e30f, 1e-300)]
    [InlineData(3e38f, 1)]
    public void NeitherGreatValuesNorSmallTemperaturesOverflow(float value, double temperature)
    {
        BoltzmannExploration exploration = Create(temperature, 3);
        var random = new RandomStream(3);

        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(1, Draw(exploration, [value - Math.Abs(value / 2), value, float.MinValue], [true, true, true], ref random));
        }
    }

    [Fact]
    public void ValuesThatAreNoNumbersStillGiveAnAllowedAction()
    {
        BoltzmannExploration exploration = Create(1, 3);
        var random = new RandomStream(3);

        Assert.Equal(1, Draw(exploration, [float.NaN, float.NaN, float.NaN], [false, true, true], ref random));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(100, 1.25)]
    [InlineData(200, 0.5)]
    [InlineData(1000, 0.5)]
    public void TheTemperatureFallsLinearlyOverAShareOfTraining(long step, double temperature)
    {
        var options = new BoltzmannOptions { TemperatureStart = 2, TemperatureMin = 0.5, TemperatureFraction = 0.2 };
        var exploration = new BoltzmannExploration(
            options, new ExplorationContext(2, new TrainingProgress { TotalSteps = 1000, Step = step }));

        Assert.Equal(temperature, exploration.Rate, 1e-12);
    }

    [Fact]
    public void ATemperatureThatWouldRiseIsRefusedWithItsPlace()
    {
        var options = new BoltzmannOptions { TemperatureStart = 0.01, Span = new("a.yaml", 7, 3) };
        ConfigException error = Assert.Throws<ConfigException>(
            () => new BoltzmannExploration(options, new ExplorationContext(2, new TrainingProgress())));

        Assert.Equal("a.yaml(7,3): error: 'temperature_min' (0.1) is above 'temperature_start' (0.01)", error.Message);
    }

    private static BoltzmannExploration Create(double temperature, int actions) => new(
        new BoltzmannOptions { TemperatureStart = temperature, TemperatureMin = temperature },
        new ExplorationContext(actions, new TrainingProgress { TotalSteps = 1000 }));

    private static int Draw(BoltzmannExploration exploration, float[] values, bool[] mask, ref RandomStream random)
    {
        int[] action = [IExploration.Undecided];
        exploration.SelectByValues(values, mask, action, ref random);
        return action[0];
    }
}
