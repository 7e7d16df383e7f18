using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Environments.CartPole;

/// <summary>CartPole-v1 against Gymnasium's: its equations, its documented outputs, its limits.</summary>
public sealed class CartPoleTests
{
    private const int Left = 0;
    private const int Right = 1;

    /// <summary>From the documentation of Gymnasium's vector environments: <c>reset(seed=42)</c>, then <c>step([1, 0, 1])</c>.</summary>
    [Theory]
    [InlineData(
        new[] { 0.0273956, -0.00611216, 0.03585979, 0.0197368 }, Right, new[] { 0.02727336, 0.18847767, 0.03625453, -0.26141977 })]
    [InlineData(
        new[] { 0.01522993, -0.04562247, -0.04799704, 0.03392126 }, Left, new[] { 0.01431748, -0.24002443, -0.04731862, 0.3110827 })]
    [InlineData(
        new[] { -0.03774345, -0.02418869, -0.00942293, 0.0469184 }, Right, new[] { -0.03822722, 0.1710671, -0.00848456, -0.2487226 })]
    public void AStepIsTheOneThatGymnasiumDocuments(double[] from, int action, double[] to)
    {
        var cart = new Cart(from);
        cart.Do(action);
        AssertNear(to, cart.Observation, 1e-6);
    }

    /// <summary>Computed once from the published equations with another language's mathematics, to 15 digits.</summary>
    [Theory]
    [InlineData(
        new[] { 0.01, -0.02, 0.03, -0.04 },
        "1",
        new[] { 0.0096, 0.174679195747555, 0.0292, -0.323068717960008 })]
    [InlineData(
        new[] { 0.01, -0.02, 0.03, -0.04 },
        "1011010011",
        new[] { 0.0408791988416161, 0.369206913667889, -0.0253345756742238, -0.602587922899384 })]
    [InlineData(
        new[] { 0.01, -0.02, 0.03, -0.04 },
        "10110100111011010011",
        new[] { 0.150664993501388, 0.772547246575631, -0.217920342101482, -1.50788441757062 })]
    [InlineData(
        new[] { -0.05, 0.05, -0.05, 0.05 },
        "0000000000",
        new[] { -0.215282496913534, -1.90134918567122, 0.217018384683544, 3.03305178227058 })]
    [InlineData(
        new[] { 0.02, 0.03, -0.01, -0.045 },
        "11011101110",
        new[] { 0.148076098584975, 1.01460815921248, -0.213412920969855, -1.74044509423079 })]
    public void ATrajectoryIsTheRecordedOne(double[] from, string actions, double[] to)
    {
        var cart = new Cart(from);
        foreach (char action in actions)
        {
            Assert.False(cart.Ended);
            cart.Do(action - '0');
        }

        Assert.Equal(CartPoleReference.Ends(to), cart.Ended);
        AssertNear(to, cart.LastObservation, 1e-6);
    }

    [Fact]
    public void RandomEpisodesFollowTheEquationsInDoublePrecision()
    {
        RandomStream random = new RandomStreams(5).Create("policy");
        int longest = 0;
        for (int episode = 0; episode < 50; episode++)
        {
            double[] state = [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble(-0.05, 0.05))];
            var cart = new Cart(state);
            int steps = 0;
            while (!CartPoleReference.Ends(state))
            {
                AssertNear(state, cart.State, 1e-9);
                int action = episode % 2 == 0 || steps > 200 ? random.NextInt32(2) : CartPoleReference.Balance(cart.Observation);
                cart.Do(action);
                state = CartPoleReference.Next(state, action);
                steps++;
            }

            Assert.True(cart.Terminated);
            AssertNear(state, cart.LastObservation, 1e-6);
            longest = Math.Max(longest, steps);
        }

        Assert.InRange(longest, 200, 300);
    }

    [Theory]
    [InlineData(2.41, 0, "left_track")]
    [InlineData(-2.41, 0, "left_track")]
    [InlineData(0, 0.21, "pole_fell")]
    [InlineData(0, -0.21, "pole_fell")]
    [InlineData(2.39, 0.2, null)]
    public void AnEpisodeEndsBeyondItsLimits(double position, double angle, string? reason)
    {
        var cart = new Cart([position, 0, angle, 0]);
        cart.Do(Left);
        Assert.Equal(reason is not null, cart.Terminated);
        Assert.False(cart.Truncated);
        Assert.Equal(1f, cart.Reward);
        if (reason is not null)
        {
            Assert.Equal(reason, cart.EndReason);
            Assert.Equal((float)position, cart.LastObservation[0]);
            AssertNear([0, 0, 0, 0], cart.Observation, 0.05);
        }
    }

    [Fact]
    public void ABalancedPoleIsTruncatedAfter500Steps()
    {
        var cart = new Cart([0.01, 0.02, -0.03, 0.04]);
        for (int step = 1; step < 500; step++)
        {
            cart.Do(CartPoleReference.Balance(cart.Observation));
            Assert.False(cart.Ended, $"ended at step {step}");
            Assert.Equal(1f, cart.Reward);
        }

        cart.Do(CartPoleReference.Balance(cart.Observation));
        Assert.True(cart.Truncated);
        Assert.False(cart.Terminated);
        Assert.Equal("max_steps", cart.EndReason);
    }

    [Fact]
    public void AnEpisodeBeginsWithinFiveHundredthsOfRest()
    {
        const int resets = 5000;
        using var environment = new CartPoleEnvironment(new EnvironmentContext { Rows = 1, Streams = new RandomStreams(1) });
        var batch = new EnvironmentBatch(environment.Spec, 1);
        double[] sums = new double[4];
        double[] squares = new double[4];
        for (int reset = 0; reset < resets; reset++)
        {
            environment.Reset(batch.All);
            for (int i = 0; i < 4; i++)
            {
                float value = batch.All.Observations[i];
                Assert.InRange(value, -0.05f, 0.05f);
                sums[i] += value;
                squares[i] += value * value;
            }
        }

        // Uniform: mean 0 with a deviation of 0.05 / sqrt(3 * 5000), mean square 0.05^2 / 3.
        Assert.All(sums, s => Assert.InRange(s / resets, -0.0017, 0.0017));
        Assert.All(squares, s => Assert.Equal(0.0025 / 3, s / resets, 3e-5));
    }

    private static void AssertNear(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }

    private static void AssertNear(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }

    /// <summary>One cart that begins where a test wants it.</summary>
    private sealed class Cart
    {
        private readonly CartPoleEnvironment _environment = new(new EnvironmentContext { Rows = 1, Streams = new RandomStreams(1) });
        private readonly EnvironmentBatch _batch;

        public Cart(double[] state)
        {
            _batch = new EnvironmentBatch(_environment.Spec, 1);
            _environment.Reset(_batch.All);
            StateTree tree = StateTree.Save(_environment);
            tree.Values["states"] = state;
            tree.Load(_environment);
            for (int i = 0; i < 4; i++)
            {
                _batch.All.Observations[i] = (float)state[i];
            }
        }

        public ReadOnlySpan<float> Observation => _batch.All.Observations;

        public ReadOnlySpan<float> LastObservation => Ended ? _batch.All.FinalObservations : _batch.All.Observations;

        public double[] State => (double[])StateTree.Save(_environment).Values["states"];

        public float Reward => _batch.All.Rewards[0];

        public bool Terminated => _batch.All.Terminated[0];

        public bool Truncated => _batch.All.Truncated[0];

        public bool Ended => Terminated || Truncated;

        public string EndReason => _environment.Spec.EndReasons[_batch.All.EndReasons[0]];

        public void Do(int action)
        {
            _batch.All.Actions[0] = action;
            _environment.Step(_batch.All);
        }
    }
}
