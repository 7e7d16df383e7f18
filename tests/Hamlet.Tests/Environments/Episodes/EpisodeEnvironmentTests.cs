using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Environments.Episodes;

/// <summary>What the framework adds to an environment of one episode.</summary>
public sealed class EpisodeEnvironmentTests
{
    [Fact]
    public void EachRowHasItsOwnEpisodeAndStream()
    {
        var world = new World<CountingEpisode>(rows: 3);

        Assert.Equal([0, 0, 0], world.Column(0));
        Assert.Equal(3, world.Column(1).Distinct().Count());

        world.Step(0, 0, 0);
        Assert.Equal([1, 1, 1], world.Column(0));
        world.Step(0, 1, 0);

        Assert.Equal([2, 0, 2], world.Column(0));
        Assert.Equal([20, 20, 20], world.Rows.Rewards);
        Assert.Equal([false, true, false], world.Rows.Terminated);
        Assert.Equal([false, false, false], world.Rows.Truncated);
    }

    [Fact]
    public void AnEndKeepsItsLastObservationAndBeginsAnewInTheSameStep()
    {
        var world = new World<CountingEpisode>(rows: 1);
        float first = world.Column(1)[0];
        world.Step(0);
        Assert.Equal([true, true], world.Rows.Masks);
        world.Step(1);

        Assert.True(world.Rows.Terminated[0]);
        Assert.Equal(1, world.Rows.EndReasons[0]);
        Assert.Equal([2, first], world.Rows.FinalObservations);
        Assert.Equal([true, true], world.Rows.FinalMasks);
        Assert.Equal(0, world.Column(0)[0]);
        Assert.NotEqual(first, world.Column(1)[0]);
        Assert.Equal([true, false], world.Rows.Masks);
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData(3, 3)]
    public void TheStepLimitTruncates(int? asked, int limit)
    {
        var world = new World<CountingEpisode>(rows: 1, maxSteps: asked);
        Assert.Equal(limit, world.Environment.Spec.MaxSteps);
        for (int episode = 0; episode < 2; episode++)
        {
            for (int step = 1; step <= limit; step++)
            {
                world.Step(0);
                Assert.Equal(step == limit, world.Rows.Truncated[0]);
                Assert.False(world.Rows.Terminated[0]);
            }

            Assert.Equal("max_steps", world.Environment.Spec.EndReasons[world.Rows.EndReasons[0]]);
            Assert.Equal(limit, world.Rows.FinalObservations[0]);
        }
    }

    [Fact]
    public void AnEndAtTheLimitIsAnEnd()
    {
        var world = new World<CountingEpisode>(rows: 1, maxSteps: 2);
        world.Step(0);
        world.Step(1);

        Assert.True(world.Rows.Terminated[0]);
        Assert.False(world.Rows.Truncated[0]);
        Assert.Equal(1, world.Rows.EndReasons[0]);
    }

    [Fact]
    public void WithStateItContinuesInTheMiddleOfAnEpisode()
    {
        var world = new World<SavedCountingEpisode>(rows: 2);
        world.Step(0, 0);
        StateTree state = StateTree.Save(world.Environment);
        var other = new World<SavedCountingEpisode>(rows: 2, seed: 9);
        state.Load(other.Environment);
        for (int step = 0; step < 20; step++)
        {
            world.Step(0, step % 3 == 2 ? 1 : 0);
            other.Step(0, step % 3 == 2 ? 1 : 0);
            Assert.Equal(world.Rows.Observations, other.Rows.Observations);
            Assert.Equal(world.Rows.Truncated, other.Rows.Truncated);
        }

        Assert.Empty(world.Environment.Spec.Warnings);
    }

    [Fact]
    public void WithoutStateTheEpisodesUnderWayAreCutOffWhichIsSaid()
    {
        var world = new World<CountingEpisode>(rows: 2);
        Assert.Contains("does not save its state", Assert.Single(world.Environment.Spec.Warnings).Message, StringComparison.Ordinal);
        world.Step(0, 0);
        float[] seen = world.Rows.Observations.ToArray();
        StateTree.Save(world.Environment).Load(world.Environment);
        world.Step(0, 0);

        Assert.Equal([true, true], world.Rows.Truncated);
        Assert.Equal([0, 0], world.Rows.Rewards);
        Assert.Equal(seen, world.Rows.FinalObservations);
        Assert.Equal([0, 0], world.Column(0));
        world.Step(0, 0);
        Assert.Equal([1, 1], world.Column(0));
    }

    [Fact]
    public void SteppingAllocatesNothing()
    {
        using var environment = new EpisodeEnvironment(
            static () => new SilentEpisode(), new EnvironmentContext { Rows = 4, Streams = new RandomStreams(1) });
        var batch = new EnvironmentBatch(environment.Spec, 4);
        environment.Reset(batch.All);
        double sum = Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        sum += Run();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum > 0);

        double Run()
        {
            double total = 0;
            for (int step = 0; step < 500; step++)
            {
                environment.Step(batch.All);
                total += batch.All.Observations[0];
            }

            return total;
        }
    }

    private sealed class SilentEpisode : IEpisode
    {
        public EnvironmentSpec Spec { get; } = new()
        {
            Name = "silent",
            Fields = [new ObservationField("number", 0, 1, 0, 1, [])],
            Actions = new ContinuousActions([0], [1]),
            MaxSteps = 7,
        };

        public void Reset(ref RandomStream random, Span<float> observation, Span<bool> mask) => observation[0] = random.NextSingle();

        public EpisodeStep Step(EpisodeAction action, ref RandomStream random, Span<float> observation, Span<bool> mask)
        {
            observation[0] = random.NextSingle();
            return new EpisodeStep(action.Value);
        }
    }

    private sealed class World<T>
        where T : IEpisode, new()
    {
        private readonly EnvironmentBatch _batch;

        public World(int rows, int? maxSteps = null, ulong seed = 1)
        {
            Environment = new EpisodeEnvironment(
                static () => new T(), new EnvironmentContext { Rows = rows, Streams = new RandomStreams(seed), MaxSteps = maxSteps });
            _batch = new EnvironmentBatch(Environment.Spec, rows);
            Environment.Reset(_batch.All);
        }

        public EpisodeEnvironment Environment { get; }

        public EnvironmentRows Rows => _batch.All;

        public float[] Column(int place) => [.. Enumerable.Range(0, _batch.Rows).Select(row => _batch.All.Observation(row)[place])];

        public void Step(params int[] actions)
        {
            actions.CopyTo(_batch.All.Actions);
            Environment.Step(_batch.All);
        }
    }
}
