using Hamlet.Algorithms.Replay;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Replay;

public sealed class ReplayBufferTests
{
    [Fact]
    public void NewTransitionsReplaceTheOldestOnes()
    {
        ReplayBuffer replay = Filled(capacity: 5, transitions: 12);

        Assert.Equal(5, replay.Count);
        Assert.Equal([7, 8, 9, 10, 11], Draw(replay, 200).Actions.Distinct().Order());
    }

    [Theory]
    [InlineData(12, new[] { 11, 10, 9, 8 })]
    [InlineData(3, new[] { 2, 1, 0 })]
    public void LatestTransitionsComeBackwards(int transitions, int[] expected)
    {
        var batch = new TransitionBatch(4, 2, 3);

        int count = Filled(capacity: 5, transitions).CopyLatest(batch);

        Assert.Equal(expected, batch.Actions[..count]);
    }

    [Fact]
    public void OnlyWhatWasStoredIsDrawn()
    {
        ReplayBuffer replay = Filled(capacity: 1000, transitions: 3);

        Assert.Equal([0, 1, 2], Draw(replay, 200).Actions.Distinct().Order());
    }

    [Fact]
    public void FieldsOfATransitionStayTogether()
    {
        TransitionBatch batch = Draw(Filled(capacity: 7, transitions: 20), 100);

        for (int i = 0; i < batch.Size; i++)
        {
            int id = batch.Actions[i];
            Assert.Equal([id, id + 0.25f], batch.Observations[(2 * i)..((2 * i) + 2)]);
            Assert.Equal(10 * id, batch.Rewards[i]);
            Assert.Equal(id / 100f, batch.Discounts[i]);
            Assert.Equal([id + 0.5f, id + 0.75f], batch.NextObservations[(2 * i)..((2 * i) + 2)]);
            Assert.Equal([id % 2 == 0, id % 3 == 0, true], batch.NextMasks[(3 * i)..((3 * i) + 3)]);
        }
    }

    [Fact]
    public void DrawsAreUniform()
    {
        const int Kinds = 50;
        const int Draws = 100_000;
        ReplayBuffer replay = Filled(Kinds, transitions: 70);
        int[] counts = new int[Kinds];
        foreach (int action in Draw(replay, Draws).Actions)
        {
            counts[action % Kinds]++;
        }

        // 49 degrees of freedom: chi-square is above 85.4 once in a thousand seeds.
        double expected = (double)Draws / Kinds;
        Assert.InRange(counts.Sum(c => (c - expected) * (c - expected) / expected), 20, 85.4);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(13)]
    public void ContinuesFromItsState(int transitions)
    {
        ReplayBuffer replay = Filled(capacity: 8, transitions);
        var other = new ReplayBuffer(8, 2, 3);
        StateTree.Save(replay).Load(other);
        Add(replay, 99);
        Add(other, 99);

        Assert.Equal(Draw(replay, 100).NextObservations, Draw(other, 100).NextObservations);
        Assert.Equal(Draw(replay, 100).NextMasks, Draw(other, 100).NextMasks);
    }

    [Fact]
    public void StateHoldsNoMoreThanWasStored()
    {
        StateTree state = StateTree.Save(Filled(capacity: 1000, transitions: 3));

        Assert.Equal(12, ((float[])state.Values["observations"]).Length);
        Assert.Equal(9, ((byte[])state.Values["next_masks"]).Length);
    }

    [Fact]
    public void StateOfAnotherCapacityIsRefused()
    {
        StateTree state = StateTree.Save(Filled(capacity: 8, transitions: 3));

        Assert.Throws<StateException>(() => state.Load(new ReplayBuffer(9, 2, 3)));
    }

    private static ReplayBuffer Filled(int capacity, int transitions)
    {
        var replay = new ReplayBuffer(capacity, 2, 3);
        for (int id = 0; id < transitions; id++)
        {
            Add(replay, id);
        }

        return replay;
    }

    private static void Add(ReplayBuffer replay, int id) =>
        replay.Add([id, id + 0.25f], id, 10 * id, id / 100f, [id + 0.5f, id + 0.75f], [id % 2 == 0, id % 3 == 0, true]);

    private static TransitionBatch Draw(ReplayBuffer replay, int size)
    {
        var random = new RandomStream(3);
        var batch = new TransitionBatch(size, 2, 3);
        replay.Sample(batch, ref random);
        return batch;
    }
}
