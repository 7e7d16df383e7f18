using Hamlet.Algorithms.Ppo;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.Randomness;
using Hamlet.Threads;

namespace Hamlet.Tests.Algorithms.Ppo;

public sealed class PpoUpdateTests
{
    private static readonly float s_half = MathF.Log(0.5f);

    [Fact]
    public void ClipFractionDivergenceAndLossesByHand()
    {
        // Ratios 1, 1.5, 0.5 and 1.1 at a clip range of 0.2: two of four are beyond it.
        var arrays = new UpdateArrays(4, 1)
        {
            OldLogProbabilities = [s_half, s_half - MathF.Log(1.5f), s_half - MathF.Log(0.5f), s_half - MathF.Log(1.1f)],
            Advantages = [1, 2, -1, -2],
            Returns = [1, 1, 1, 1],
            OldValues = [0, 0, 0, 0],
        };
        arrays.LogProbabilities.AsSpan().Fill(s_half);
        arrays.Entropies.AsSpan().Fill(0.6f);
        arrays.Values.AsSpan().Fill(3);

        PolicyResult result = PolicyResult.Measure(arrays.AsUpdate(), [1, 1.5f, 0.5f, 1.1f], gradientNorm: 7);

        // min(1 * 1, ...) + min(1.5 * 2, 1.2 * 2) + min(0.5 * -1, 0.8 * -1) + min(1.1 * -2, ...)
        Assert.Equal(-(1 + 2.4 - 0.8 - 2.2) / 4, result.PolicyLoss, 1e-6);
        Assert.Equal(4, result.ValueLoss, 1e-6);
        Assert.Equal(0.6, result.Entropy, 1e-6);
        Assert.Equal(0.5, result.ClipFraction);
        Assert.Equal((0.5 - Math.Log(1.5) - 0.5 - Math.Log(0.5) + 0.1 - Math.Log(1.1)) / 4, result.Kl, 1e-6);
        Assert.Equal(7, result.GradientNorm);
    }

    [Fact]
    public void SlopeIsCutOnlyWhereClippingTakesTheReasonToGoOn()
    {
        Assert.Equal(2.4f, PpoLoss.SurrogateSlope(1.2f, 2, 0.3f));
        Assert.Equal(0, PpoLoss.SurrogateSlope(1.4f, 2, 0.3f));
        Assert.Equal(-2.8f, PpoLoss.SurrogateSlope(1.4f, -2, 0.3f));
        Assert.Equal(0, PpoLoss.SurrogateSlope(0.6f, -2, 0.3f));
        Assert.Equal(1.2f, PpoLoss.SurrogateSlope(0.6f, 2, 0.3f));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void StepRaisesTheProbabilityOfWhatWentWellAndMovesTheValueToTheReturn(bool shared)
    {
        using ActorCritic networks = Create(shared, out ActionDistribution actions);
        using var update = new PpoUpdate(networks, actions, 2, WorkerPool.Alone);
        var arrays = new UpdateArrays(2, 1)
        {
            Observations = [1, -1],
            Branches = [2],
            Choices = [1, 1],
            OldLogProbabilities = [s_half, s_half],
            Advantages = [1, -1],
            Returns = [5, -5],
        };
        PolicyResult first = update.Apply(arrays);
        (float good, float bad, float value) = (arrays.LogProbabilities[0], arrays.LogProbabilities[1], arrays.Values[0]);
        update.Apply(arrays);

        Assert.True(first.GradientNorm > 0);
        Assert.True(arrays.LogProbabilities[0] > good);
        Assert.True(arrays.LogProbabilities[1] < bad);
        Assert.True(arrays.Values[0] > value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NoStepIsMadeBeyondTheDivergence(bool shared)
    {
        using ActorCritic networks = Create(shared, out ActionDistribution actions);
        using var update = new PpoUpdate(networks, actions, 1, WorkerPool.Alone);
        float[] before = Parameters(networks);
        var arrays = new UpdateArrays(1, 1)
        {
            Observations = [1],
            Branches = [2],
            Choices = [1],
            OldLogProbabilities = [s_half - 1],
            Advantages = [1],
            Returns = [5],
            KlLimit = 0.5f,
        };
        PolicyResult result = update.Apply(arrays);

        Assert.Equal(Math.E - 2, result.Kl, 0.1);
        Assert.Equal(before, Parameters(networks));
    }

    [Fact]
    public void HeadsBeginWithTheirGains()
    {
        using ActorCritic networks = Create(shared: true, out _);
        float[] parameters = new float[networks.Policy.ParameterCount];
        networks.Policy.ReadParameters(parameters);

        // Rows of an orthogonal matrix have norm 1, times the gain.
        Assert.Equal(0.01, Norm("policy.weight", 2), 1e-6);
        Assert.Equal(1, Norm("value.weight", 1), 1e-5);

        double Norm(string name, int rows)
        {
            ParameterSlice slice = networks.Policy.Parameters.Single(s => s.Name == name);
            return Math.Sqrt(parameters.AsSpan(slice.Offset, slice.Length).ToArray().Sum(static v => (double)v * v) / rows);
        }
    }

    [Fact]
    public void KernelOfASharedNetworkDoesTheWholeUpdate()
    {
        var actions = new CategoricalDistribution([2]);
        var random = new RandomStream(1);
        using var backend = new KernelBackend();
        using var networks = new ActorCritic(new PpoOptions { SharedTrunk = true }, 1, actions, backend, ref random);
        using var update = new PpoUpdate(networks, actions, 1, WorkerPool.Alone);

        PolicyResult result = update.Apply(new UpdateArrays(1, 1) { Branches = [2], Choices = [0] });

        Assert.Equal(9, result.GradientNorm);
        Assert.Equal(3, result.Entropy);
    }

    private static ActorCritic Create(bool shared, out ActionDistribution actions)
    {
        actions = ActionDistribution.Create(new DiscreteActions(["a", "b"]), new PpoOptions(), features: 0, rows: 1, maxSize: 2);
        var random = new RandomStream(1);
        var backend = new ManagedBackend(new ManagedBackendOptions(), new BackendContext());
        return new ActorCritic(new PpoOptions { SharedTrunk = shared }, 1, actions, backend, ref random);
    }

    private static float[] Parameters(ActorCritic networks)
    {
        float[] values = new float[networks.Policy.ParameterCount + networks.Value.ParameterCount];
        networks.Policy.ReadParameters(values.AsSpan(0, networks.Policy.ParameterCount));
        networks.Value.ReadParameters(values.AsSpan(networks.Policy.ParameterCount));
        return values;
    }

    private sealed class KernelBackend : IBackend
    {
        public string Description => "kernel";

        public INetwork CreateNetwork(NetworkSpec spec, ref RandomStream random) => new KernelNetwork(spec);

        public void Dispose()
        {
        }
    }

    private sealed class KernelNetwork(NetworkSpec spec) : Fakes.NaiveNetwork(spec), IUpdateKernel<PolicyUpdate>
    {
        public UpdateResult Update(in PolicyUpdate update, IInference target, IOptimizer optimizer)
        {
            update.Entropies.Fill(3);
            return new UpdateResult(1, 9, 0, 0);
        }
    }
}
