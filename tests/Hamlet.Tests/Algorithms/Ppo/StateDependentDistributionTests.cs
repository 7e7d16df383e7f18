using Hamlet.Algorithms.Ppo;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Numerics;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms.Ppo;

public sealed class StateDependentDistributionTests
{
    private const int Rows = 2;
    private const int Features = 3;

    [Fact]
    public void TheSameStateGetsTheSameNoiseUntilItIsDrawnAnew()
    {
        StateDependentDistribution distribution = Create(period: 4);
        var random = new RandomStream(1);
        float[][] actions = [.. Enumerable.Range(0, 9).Select(step => Draw(distribution, step, [1, -1, 0.5f], ref random))];

        Assert.Equal(actions[0], actions[3]);
        Assert.NotEqual(actions[3], actions[4]);
        Assert.Equal(actions[4], actions[7]);
        Assert.NotEqual(actions[7], actions[8]);
        Assert.NotEqual(actions[0][0], actions[0][1]);
    }

    [Fact]
    public void NoiseIsLinearInTheFeatures()
    {
        StateDependentDistribution distribution = Create(period: -1);
        var random = new RandomStream(1);
        float[] once = Draw(distribution, 0, [1, -1, 0.5f], ref random);
        float[] twice = Draw(distribution, 1, [2, -2, 1], ref random);

        Assert.Equal(2 * once[0], twice[0], 1e-5);
        Assert.Equal(0, Draw(distribution, 2, [0, 0, 0], ref random)[0]);
    }

    [Fact]
    public void OverManyDrawsItsVarianceIsThatOfItsDensity()
    {
        // Standard deviations e^-0.5 of each weight: (1 + 4 + 0.25) / e.
        StateDependentDistribution distribution = Create(period: 1);
        var random = new RandomStream(3);
        double sum = 0;
        const int Draws = 20_000;
        for (int i = 0; i < Draws; i++)
        {
            foreach (float action in Draw(distribution, i, [1, -2, 0.5f], ref random))
            {
                sum += action * action;
            }
        }

        Assert.Equal(5.25 / Math.E, sum / (Draws * Rows), 0.05);
    }

    [Fact]
    public void ItIsForContinuousActions()
    {
        EnvironmentSpec spec = new IdentityEnvironment(3, 1, 1).Spec;
        var options = new PpoOptions { UseSde = true, Span = new ConfigSpan("a.yaml", 3, 5) };
        var backend = new ManagedBackend(new ManagedBackendOptions(), new BackendContext());

        string message = Assert.Throws<ConfigException>(() => new PpoAlgorithm(options, Session.Context(spec, 1, backend))).Message;

        Assert.StartsWith("a.yaml(3,5): error: 'use_sde' is for continuous actions", message, StringComparison.Ordinal);
    }

    private static StateDependentDistribution Create(int period) =>
        new(new ContinuousActions([-1], [1]), Features, Rows, period, maxSize: 1);

    // The action of each row: means are 0, both rows have the same features.
    private static float[] Draw(StateDependentDistribution distribution, int step, float[] features, ref RandomStream random)
    {
        float[] components = new float[Rows];
        float[] logProbabilities = new float[Rows];
        var outputs = new PolicyOutputs
        {
            Policy = [0, 0],
            LogStd = [-0.5f, -0.5f, -0.5f, -0.5f, -0.5f, -0.5f],
            Features = [.. features, .. features],
        };
        distribution.Begin(step, in outputs, ref random);
        distribution.Sample(in outputs, [], [], components, logProbabilities, ref random);
        return components;
    }
}
