using Hamlet.Configuration;
using Hamlet.Curricula;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Curricula;

public sealed class CurriculumTests
{
    private static readonly AdversarialOptions s_options = new() { Window = 4, MinSteps = 100, EntropyGate = 0.5 };

    [Fact]
    public void AnAgentThatLivesLongAndKnowsWhatItWantsAdvancesToTheLastStageAndNoFurther()
    {
        AdversarialCurriculum curriculum = Create(s_options);

        Play(curriculum, episodes: 40, length: 90, entropy: 0.2);

        Assert.Equal(5, curriculum.Stage);
    }

    [Fact]
    public void TheEntropyGateHoldsAnUndecidedAgent()
    {
        AdversarialCurriculum curriculum = Create(s_options);

        Play(curriculum, episodes: 40, length: 90, entropy: 0.9);

        Assert.Equal(1, curriculum.Stage);
    }

    [Fact]
    public void AnAgentThatDiesEarlyAndGetsNoBetterFallsBack()
    {
        AdversarialCurriculum curriculum = Create(s_options with { StartStage = 3 });

        Play(curriculum, episodes: 20, length: 10, entropy: null);

        Assert.Equal(1, curriculum.Stage);
    }

    [Fact]
    public void AnAgentThatDiesEarlyButGetsBetterStays()
    {
        AdversarialCurriculum curriculum = Create(s_options with { StartStage = 3 });
        for (int i = 0; i < 20; i++)
        {
            // Each episode brings a fifth more a step than the one before.
            curriculum.OnEpisodeEnd(new CurriculumEpisode(i, curriculum.Stage, 10, Math.Pow(1.2, i), null));
        }

        Assert.Equal(3, curriculum.Stage);
    }

    [Fact]
    public void TheLeastStayIsKept()
    {
        AdversarialCurriculum curriculum = Create(s_options with { MinSteps = 1000 });

        Play(curriculum, episodes: 11, length: 90, entropy: 0);
        Assert.Equal(1, curriculum.Stage);
        Play(curriculum, episodes: 1, length: 90, entropy: 0);

        Assert.Equal(2, curriculum.Stage);
    }

    [Fact]
    public void AnEpisodeOfAnotherStageDoesNotCount()
    {
        AdversarialCurriculum curriculum = Create(s_options);
        for (int i = 0; i < 40; i++)
        {
            curriculum.OnEpisodeEnd(new CurriculumEpisode(i, Stage: 5, 100, 100, 0));
        }

        Assert.Equal(1, curriculum.Stage);
    }

    [Fact]
    public void ASavedStateContinues()
    {
        AdversarialCurriculum first = Create(s_options);
        Play(first, episodes: 6, length: 90, entropy: 0);
        AdversarialCurriculum second = Create(s_options);
        StateTree.Save(first).Load(second);
        Assert.Equal(first.Stage, second.Stage);
        for (int i = 0; i < 9; i++)
        {
            Play(first, 1, 80, 0);
            Play(second, 1, 80, 0);
            Assert.Equal(first.Stage, second.Stage);
        }
    }

    [Fact]
    public void WhatCannotWorkIsRefused()
    {
        Assert.Contains("has no stages", Refusal(s_options, Context() with { Stages = 1 }), StringComparison.Ordinal);
        Assert.Contains("max_steps", Refusal(s_options, Context() with { Environment = Spec() with { MaxSteps = null } }), StringComparison.Ordinal);
        Assert.Contains("start_stage", Refusal(s_options with { StartStage = 6 }, Context()), StringComparison.Ordinal);
        Assert.Contains("retreat_threshold", Refusal(s_options with { RetreatThreshold = 0.7 }, Context()), StringComparison.Ordinal);
        Assert.Throws<ConfigException>(() => new StaticCurriculum(new StaticOptions { Stage = 6 }, Context()));
    }

    [Fact]
    public void AStaticCurriculumStaysWhereItIs()
    {
        Assert.Equal(5, new StaticCurriculum(new StaticOptions(), Context()).Stage);
        Assert.Equal(2, new StaticCurriculum(new StaticOptions { Stage = 2 }, Context()).Stage);
    }

    private static string Refusal(AdversarialOptions options, CurriculumContext context) =>
        Assert.Throws<ConfigException>(() => new AdversarialCurriculum(options, context)).Message;

    private static void Play(AdversarialCurriculum curriculum, int episodes, int length, double? entropy)
    {
        for (int i = 0; i < episodes; i++)
        {
            curriculum.OnEpisodeEnd(new CurriculumEpisode(i, curriculum.Stage, length, length, entropy));
        }
    }

    private static AdversarialCurriculum Create(AdversarialOptions options) => new(options, Context());

    private static CurriculumContext Context() => new() { Environment = Spec(), Stages = 5, Agent = 0, Metrics = MetricLog.None };

    private static EnvironmentSpec Spec() => new()
    {
        Name = "w",
        Fields = [new ObservationField("x", 0, 1, 0, 1, [])],
        Actions = new DiscreteActions(["a"]),
        MaxSteps = 100,
    };
}
