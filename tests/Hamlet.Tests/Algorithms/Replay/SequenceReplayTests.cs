using Hamlet.Algorithms;
using Hamlet.Algorithms.Replay;
using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Replay;

public sealed class SequenceReplayTests
{
    private static readonly SequenceShape s_shape = new(BurnIn: 1, Length: 4, Lookahead: 2);

    private static readonly EnvironmentSpec s_environment = new()
    {
        Name = "counter",
        Fields = [new ObservationField("n", 0, 1, 0, 1000, [])],
        Actions = new DiscreteActions(["a", "b", "c"]),
        HasMasks = true,
    };

    [Fact]
    public void ASequenceIsStepsInARowWithTheirReturnsUpToTheEndOfTheEpisode()
    {
        // Observation, action and reward of step i are i, i % 3 and i; episodes end after steps 2 (truncated) and 4 (terminated).
        SequenceReplay replay = Create(capacity: 40);
        Play(replay, steps: 5, static i => (i == 4, i == 2));
        // Places: 0 1 2 [102] 3 4 [104]
        SequenceBatch batch = Sample(replay);

        Assert.Equal(1, replay.Sequences);
        Assert.Equal([0, 1, 2, 102, 3, 4, 104], batch.Observations);
        Assert.Equal([true, false, false, false, true, false, false], batch.Begins);
        Assert.Equal([true, true, false, true], batch.IsStep);
        Assert.Equal([1, 2], batch.Actions[..2]);
        Assert.Equal([1 + (0.5f * 2), 2, 3 + (0.5f * 4)], [batch.Rewards[0], batch.Rewards[1], batch.Rewards[3]]);
        // Two steps ahead, one step ahead to the truncated episode's last observation, and into a terminal step.
        Assert.Equal([0.25f, 0.5f, 0], [batch.Discounts[0], batch.Discounts[1], batch.Discounts[3]]);
        Assert.Equal([2, 1, 0, 2], batch.Lookaheads);
        Assert.Equal([500], batch.InitialState);
    }

    [Fact]
    public void SequencesBeginAtEveryStrideAmongTheLatestPlaces()
    {
        SequenceReplay replay = Create(capacity: 16);
        int[] counts = [.. Enumerable.Range(1, 40).Select(i =>
        {
            Play(replay, 1, static _ => (false, false), first: i - 1);
            return replay.Sequences;
        })];

        // The first of 7 places, then one more every 2 places; with all 16 places written, 5 (or the oldest has just been lost, 4 or 5).
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5], counts[..16]);
        Assert.All(counts[16..], static count => Assert.InRange(count, 4, 5));
        var random = new RandomStream(1);
        SequenceBatch batch = Batch();
        for (int i = 0; i < 200; i++)
        {
            replay.Sample(batch, ref random);
            float first = batch.Observations[0];
            Assert.InRange(first, 24, 33);
            Assert.Equal([.. Enumerable.Range(0, 7).Select(k => first + k)], batch.Observations);
            Assert.Equal(0, first % 2);
            Assert.Equal(500 + first, batch.InitialState[0]);
        }
    }

    [Fact]
    public void WithPrioritiesOnlyWholeSequencesAreDrawnEachAtFirst()
    {
        var progress = new TrainingProgress { TotalSteps = 1000 };
        SequenceReplay replay = Create(capacity: 16, new PrioritizedSampling(SequenceReplay.Slots(s_shape, 1, 16), 1, 0.4, progress));
        SequenceBatch batch = Batch();
        var random = new RandomStream(1);
        for (int i = 0; i < 60; i++)
        {
            Play(replay, 1, static _ => (false, false), first: i);
            var seen = new HashSet<float>();
            for (int draw = 0; draw < 60 && replay.Sequences > 0; draw++)
            {
                replay.Sample(batch, ref random);
                seen.Add(batch.Observations[0]);
                Assert.Equal([.. Enumerable.Range(0, 7).Select(k => batch.Observations[0] + k)], batch.Observations);
            }

            Assert.Equal(replay.Sequences, seen.Count);
        }

        // The greatest there was is 1: the one drawn last is now nine times as likely as another.
        batch.Priorities[0] = 9;
        replay.Learn(batch);
        float favourite = batch.Observations[0];
        int hits = 0;
        for (int draw = 0; draw < 2_000; draw++)
        {
            replay.Sample(batch, ref random);
            hits += batch.Observations[0] == favourite ? 1 : 0;
        }

        double expected = 9.0 / (9 + replay.Sequences - 1);
        Assert.Equal(expected, hits / 2_000.0, 5 * Math.Sqrt(expected * (1 - expected) / 2_000));
    }

    [Fact]
    public void AStateForAnotherCapacityIsRefused()
    {
        StateTree state = StateTree.Save(Create(capacity: 16));

        Assert.Throws<StateException>(() => state.Load(Create(capacity: 18)));
    }

    private static SequenceReplay Create(int capacity, PrioritizedSampling? priorities = null) =>
        new(s_shape, s_environment, rows: 1, capacity, stateSize: 1, gamma: 0.5, priorities);

    private static SequenceBatch Batch() => new(s_shape, 1, 1, 3, 1);

    private static SequenceBatch Sample(SequenceReplay replay)
    {
        SequenceBatch batch = Batch();
        var random = new RandomStream(1);
        replay.Sample(batch, ref random);
        return batch;
    }

    // What is remembered before step i is 500 + i; the last observation of an episode is 100 + i.
    private static void Play(SequenceReplay replay, int steps, Func<int, (bool Terminated, bool Truncated)> ends, int first = 0)
    {
        var batch = new EnvironmentBatch(s_environment, 1);
        for (int i = first; i < first + steps; i++)
        {
            batch.All.Observations[0] = i;
            replay.See(batch.All, [500 + i]);
            batch.All.Actions[0] = i % 3;
            batch.All.Rewards[0] = i;
            (batch.All.Terminated[0], batch.All.Truncated[0]) = ends(i);
            batch.All.FinalObservations[0] = 100 + i;
            replay.Add(batch.All, 0, [500 + i + 1]);
        }
    }
}
