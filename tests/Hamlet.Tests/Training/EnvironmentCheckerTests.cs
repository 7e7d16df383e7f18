using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.Tests.Environments;
using Hamlet.Training.Evaluation;

namespace Hamlet.Tests.Training;

public sealed class EnvironmentCheckerTests
{
    private static readonly EnvironmentSpec s_spec = new()
    {
        Name = "faulty",
        Fields = [new ObservationField("number", 0, 2, 0, 1, [])],
        Actions = new MultiDiscreteActions([2, 3]),
        EndReasons = ["over", "max_steps"],
        MaxSteps = 20,
        HasMasks = true,
    };

    private static int s_made;

    private delegate EpisodeStep Play(int step, Span<float> observation, Span<bool> mask);

    public static TheoryData<string> Environments => EnvironmentCase.Names;

    [Theory]
    [MemberData(nameof(Environments))]
    public void NothingIsWrongWithOurs(string name) =>
        Assert.Empty(EnvironmentChecker.Check(context => EnvironmentCase.Create(name, context.Rows, context.Streams.Seed)));

    [Fact]
    public void WhatKeepsItsWordPasses() => Assert.Empty(Check(static (step, _, mask) =>
    {
        mask[4] = false;
        return new EpisodeStep(1, Terminated: step == 7);
    }));

    [Fact]
    public void AnObservationOutOfItsBoundsIsFoundWithItsStep() => Says(
        "after step 3, 'number' of the observation is 1.5, which is not from 0 to 1",
        static (step, observation, _) =>
        {
            observation[1] = step == 3 ? 1.5f : 1;
            return default;
        });

    [Fact]
    public void NaNInAFinalObservationIsFound() => Says(
        "after step 4, 'number' of the final observation is NaN or was not written",
        static (step, observation, _) =>
        {
            observation[0] = step == 4 ? float.NaN : 0;
            return new EpisodeStep(0, Terminated: step == 4);
        });

    [Fact]
    public void AnEndlessRewardIsFound() => Says(
        "after step 1, the reward is Infinity or was not written", static (_, _, _) => new EpisodeStep(float.PositiveInfinity));

    [Fact]
    public void ABranchWithoutAChoiceIsFound() => Says(
        "after step 2, the mask allows no action",
        static (step, _, mask) =>
        {
            mask[2..5].Fill(step < 2);
            return default;
        });

    [Fact]
    public void AMaskThatTheSpecDeniesIsFound() => Says(
        "after step 1, the mask forbids an action, which the environment's spec (HasMasks) denies",
        static (_, _, mask) =>
        {
            mask[0] = false;
            return default;
        },
        s_spec with { HasMasks = false });

    [Fact]
    public void AnEndForNoReasonIsFound() => Says(
        "after step 1, the end reason 2 is none of the 2", static (_, _, _) => new EpisodeStep(0, Terminated: true, EndReason: 2));

    [Fact]
    public void ChanceFromElsewhereIsFound() => Says(
        "after step 1, the same seed and the same actions gave two histories: draw from the environment's random streams alone",
        static (_, observation, _) =>
        {
            observation[0] = 1f / (1 + Interlocked.Increment(ref s_made));
            return default;
        });

    [Fact]
    public void WhatIsThrownIsFound() => Says(
        "after step 2, InvalidOperationException was thrown: too late",
        static (step, _, _) => step == 2 ? throw new InvalidOperationException("too late") : default);

    [Fact]
    public void EverythingInTheDescriptionIsSaidAtOnce()
    {
        EnvironmentSpec spec = s_spec with
        {
            Fields = [new ObservationField("a", 1, 2, 1, 0, ["one"])],
            Actions = new MultiDiscreteActions([2, 0]),
            EndReasons = [],
            MaxSteps = 0,
        };
        IReadOnlyList<string> problems = Check(static (_, _, _) => default, spec);

        Assert.Equal(6, problems.Count);
        Assert.Equal("field 'a' begins at 1 and has 2 values: it should begin at 0, where the one before it ends", problems[0]);
        Assert.Equal("field 'a' is from 1 to 0, which is no range", problems[1]);
    }

    private static void Says(string expected, Play play, EnvironmentSpec? spec = null) => Assert.Equal([expected], Check(play, spec));

    private static IReadOnlyList<string> Check(Play play, EnvironmentSpec? spec = null) => EnvironmentChecker.Check(
        context => new EpisodeEnvironment(() => new Scripted(spec ?? s_spec, play), context), steps: 50);

    private sealed class Scripted(EnvironmentSpec spec, Play play) : IEpisode
    {
        private int _step;

        public EnvironmentSpec Spec => spec;

        public void Reset(ref RandomStream random, Span<float> observation, Span<bool> mask) => _step = 0;

        public EpisodeStep Step(EpisodeAction action, ref RandomStream random, Span<float> observation, Span<bool> mask) =>
            play(++_step, observation, mask);
    }
}
