using Hamlet.Environments;
using Hamlet.State;
using Hamlet.Training;
using Hamlet.Training.Replays;

namespace Hamlet.Tests.Training.Replays;

/// <summary>Episodes that end at, just before and just behind the room that a tape has: every step comes back, also from a checkpoint.</summary>
public sealed class ReplayTapeTests
{
    private const int Size = 3;

    private static readonly EnvironmentSpec s_spec = new()
    {
        Name = "line",
        Fields = [new ObservationField("x", 0, Size, -1, 1, [])],
        Actions = new DiscreteActions(["left", "right"]),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    public void EveryStepOfAnEpisodeOfAnyLengthComesBack(int length)
    {
        var tape = new ReplayTape(s_spec);
        tape.Begin(recording: true);
        for (int step = 0; step < length; step++)
        {
            Add(tape, step);
        }

        Check(tape, length);

        var resumed = new ReplayTape(s_spec);
        StateTree.Save(tape).Load(resumed);
        Assert.True(resumed.Recording);
        Check(resumed, length);

        // What was read back has room for what follows, and nothing of the first episode is left in the second.
        Add(resumed, length);
        Check(resumed, length + 1);
        resumed.Begin(recording: true);
        Add(resumed, 0);
        Check(resumed, 1);
    }

    /// <summary>The agent's cell is kept for each step, and that of each thing as it was in the last one.</summary>
    [Fact]
    public void WhereEverythingStoodComesBackAlsoFromACheckpoint()
    {
        var scene = new Scene();
        var tape = new ReplayTape(s_spec, scene);
        tape.Begin(recording: true);
        for (int step = 0; step < 70; step++)
        {
            scene.X = step;
            Add(tape, step);
        }

        var resumed = new ReplayTape(s_spec, scene);
        StateTree.Save(tape).Load(resumed);
        foreach (ReplayTape kept in new[] { tape, resumed })
        {
            ReplayScene found = kept.ToEpisode("a", new FinishedEpisode(7, 1, 0, 70), Rows(70), 0, DateTimeOffset.UnixEpoch).Scene!;
            Assert.Equal((80, 2), (found.Width, found.Height));
            Assert.Equal(["Bed"], found.Names);
            Assert.Equal([5, 1], found.Places);
            Assert.Equal(Enumerable.Range(0, 70).SelectMany(static x => new[] { x, 0 }), found.Path);
        }
    }

    private static void Add(ReplayTape tape, int step)
    {
        tape.AddChoice(Rows(step), 0);
        tape.AddReward(step + 0.5f);
    }

    private static void Check(ReplayTape tape, int length)
    {
        ReplayEpisode episode = tape.ToEpisode("a", new FinishedEpisode(7, 1, 0, length), Rows(length), 0, DateTimeOffset.UnixEpoch);
        Assert.Equal(length, episode.Length);
        Assert.Equal(Enumerable.Range(0, length * Size).Select(static i => (float)i), episode.States);
        Assert.Equal(Enumerable.Range(0, length).Select(static i => i % 2), episode.Actions);
        Assert.Equal(Enumerable.Range(0, length).Select(static i => i + 0.5f), episode.Rewards);
        Assert.Equal([length * Size, (length * Size) + 1, (length * Size) + 2], episode.FinalState);
        Assert.Empty(episode.ContinuousActions);
    }

    /// <summary>One row, in which everything tells the step.</summary>
    private static EnvironmentRows Rows(int step)
    {
        float[] seen = [step * Size, (step * Size) + 1, (step * Size) + 2];
        return new EnvironmentRows
        {
            First = 0,
            Count = 1,
            ObservationSize = Size,
            MaskSize = 0,
            Observations = seen,
            FinalObservations = seen,
            Rewards = new float[1],
            Terminated = new bool[1],
            Truncated = new bool[1],
            EndReasons = new int[1],
            Masks = [],
            FinalMasks = [],
            Actions = new[] { step % 2 },
            ContinuousActions = [],
        };
    }

    private sealed class Scene : IScene
    {
        public int X { get; set; }

        public int GridWidth => 80;

        public int GridHeight => 2;

        public IReadOnlyList<string> AffordanceNames => ["Bed"];

        public void ReadScene(int row, Span<int> places) => new[] { X, 0, 5, 1 }.CopyTo(places);
    }
}
