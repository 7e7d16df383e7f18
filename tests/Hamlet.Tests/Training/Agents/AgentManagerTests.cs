using Hamlet.Algorithms;
using Hamlet.Algorithms.Dqn;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.State;
using Hamlet.Tests.Algorithms.Fakes;
using Hamlet.Tests.State;
using Hamlet.Training.Agents;

namespace Hamlet.Tests.Training.Agents;

public sealed class AgentManagerTests : IDisposable
{
    private const int Capacity = 6;

    private static readonly EnvironmentSpec s_spec = new()
    {
        Name = "numbers",
        Fields = [new ObservationField("number", 0, 1, 0, 1000, [])],
        Actions = new DiscreteActions(["a", "b"]),
        HasMasks = false,
    };

    private readonly List<DqnAlgorithm> _made = [];

    public void Dispose() => _made.ForEach(static agent => agent.Dispose());

    [Fact]
    public void BelowTheThresholdEachHasItsOwnAndFromThereOnTheyShare()
    {
        var manager = new AgentManager(3);
        manager.Add(Agent("a", transitions: 2), Agent("b", transitions: 3));
        Assert.Equal(ReplayMode.PerAgent, manager.Mode);
        Assert.Equal(new ManagedAgentInfo("b", ReplayMode.PerAgent, 3, 3), manager.Info("b"));

        manager.Add(Agent("c", transitions: 1));

        Assert.Equal(ReplayMode.Shared, manager.Mode);
        Assert.Equal(["a", "b", "c"], Assert.Single(manager.Groups).Select(static agent => agent.Id));
        Assert.Equal(["a", "b", "c"], manager.Agents.Select(static agent => agent.Id));
        Assert.Equal(new ManagedAgentInfo("a", ReplayMode.Shared, 6, 2), manager.Info("a"));
        Assert.Equal(new ManagedAgentInfo("c", ReplayMode.Shared, 6, 1), manager.Info("c"));
    }

    [Fact]
    public void TheThresholdIsTenUnlessToldOtherwise()
    {
        var manager = new AgentManager();
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(ReplayMode.PerAgent, manager.Mode);
            manager.Add(Agent($"{i}"));
        }

        Assert.Equal(ReplayMode.Shared, manager.Mode);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new AgentManager(0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ThereAndBackAgainEachHasWhatItHadToTheLastBit(bool prioritized)
    {
        // The last has lost its oldest ones before.
        ManagedAgent[] agents =
        [
            Agent("a", transitions: 2, first: 100, prioritized),
            Agent("b", transitions: 0, first: 200, prioritized),
            Agent("c", transitions: 9, first: 300, prioritized),
        ];
        float[][] before = [.. agents.Select(Own)];
        double[][] priorities = [.. agents.Select(Priorities)];
        var manager = new AgentManager(3);
        manager.Add(agents);
        Assert.Equal(8, manager.Info("b").Transitions);

        Assert.Same(agents[1], manager.Remove("b"));

        Assert.Equal(ReplayMode.PerAgent, manager.Mode);
        Assert.Equal(before, agents.Select(Own));
        Assert.Equal(priorities, agents.Select(Priorities));
        Assert.Equal(prioritized, priorities[2].Distinct().Count() > 1);
        Assert.Equal([303, 304, 305, 306, 307, 308], Own(agents[2]));
    }

    [Fact]
    public void WhoLeavesWhileTheOthersGoOnSharingTakesItsOwnAlong()
    {
        ManagedAgent[] agents = [.. Enumerable.Range(0, 4).Select(i => Agent($"{i}", transitions: 2, first: 100 * i))];
        var manager = new AgentManager(2);
        manager.Add(agents);
        manager.Remove("1");
        Step(agents[0], 42);

        Assert.Equal([100, 101], Own(agents[1]));
        Assert.Equal(new ManagedAgentInfo("2", ReplayMode.Shared, 7, 2), manager.Info("2"));
        manager.Add(agents[1]);
        Assert.Equal(new ManagedAgentInfo("1", ReplayMode.Shared, 9, 2), manager.Info("1"));
        manager.Remove("0");
        Assert.Equal([0, 1, 42], Own(agents[0]));
    }

    [Fact]
    public void TheOldestIsForgottenWhoseEverItIs()
    {
        ManagedAgent[] agents = [Agent("a", transitions: 6, first: 100), Agent("b", transitions: 6, first: 200)];
        var manager = new AgentManager(2);
        manager.Add(agents);
        Step(agents[0], 42);
        Step(agents[0], 43);
        Step(agents[0], 44);

        // Room for 12: the oldest of a, of b, and the next of a have gone; of its 7, a has room for 6.
        Assert.Equal(12, manager.Info("a").Transitions);
        Assert.Equal((7, 5), (manager.Info("a").OwnTransitions, manager.Info("b").OwnTransitions));
        manager.Remove("b");
        Assert.Equal([201, 202, 203, 204, 205], Own(agents[1]));
        Assert.Equal([103, 104, 105, 42, 43, 44], Own(agents[0]));
    }

    [Fact]
    public void OnlyThoseOfAKindShare()
    {
        ManagedAgent[] agents =
        [
            Agent("a"),
            Agent("far", gamma: 0.5),
            Agent("b"),
            Agent("other view") with { View = "frames" },
            Agent("own") with { View = null },
            Agent("recurrent", recurrent: true),
        ];
        var manager = new AgentManager(3);
        manager.Add(agents);

        Assert.Equal(
            ["a", "b"], agents.Select(static a => a.Id).Where(id => manager.Info(id).Mode == ReplayMode.Shared));
        Assert.Throws<ArgumentException>(
            () => ((IReplayMember)agents[0].Algorithm).ShareReplay([.. agents[..2].Select(static a => (IReplayMember)a.Algorithm)]));
    }

    [Fact]
    public void AnAgentLearnsFromWhatAnotherSaw()
    {
        // The same network makes the same step, once beside the transitions of another agent.
        ManagedAgent[] agents = [Agent("a", transitions: 5), Agent("b")];
        var manager = new AgentManager(2);
        manager.Add(agents);
        ManagedAgent alone = Agent("alone");
        Assert.Equal(Parameters(alone), Parameters(agents[1]));
        Step(agents[1], 7);
        Step(alone, 7);

        Assert.NotEqual(Parameters(alone), Parameters(agents[1]));
        Assert.Equal(new ManagedAgentInfo("b", ReplayMode.Shared, 6, 1), manager.Info("b"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ContinuesBitForBitFromItsState(bool prioritized)
    {
        (AgentManager manager, ManagedAgent[] agents) = Three(transitions: 4, prioritized);
        (AgentManager other, ManagedAgent[] others) = Three(transitions: 0, prioritized);
        StateTree shared = StateTree.Save(manager);
        StateTree[] states = [.. agents.Select(static a => StateTree.Save(a.Algorithm))];
        Assert.All(states, static state => Assert.False(state.Children.ContainsKey("replay")));
        shared.Load(other);
        for (int i = 0; i < 3; i++)
        {
            states[i].Load(others[i].Algorithm);
            Assert.Throws<StateException>(() => states[i].Load(Agent("alone", prioritized: prioritized).Algorithm));
        }

        for (int step = 0; step < 12; step++)
        {
            Step(agents[step % 3], step);
            Step(others[step % 3], step);
        }

        Assert.Equal("", StateTrees.Difference(StateTree.Save(manager), StateTree.Save(other)));
        Assert.Equal(agents.Select(Parameters), others.Select(Parameters));
    }

    [Fact]
    public void NamesAreDistinctAndKnown()
    {
        var manager = new AgentManager();
        manager.Add(Agent("a"));

        Assert.Throws<ArgumentException>(() => manager.Add(Agent("a")));
        Assert.Contains("there are: a", Assert.Throws<KeyNotFoundException>(() => manager.Info("b")).Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => manager.Remove("b"));
    }

    [Fact]
    public void TheLastAgentMayLeave()
    {
        var manager = new AgentManager(1);
        manager.Add(Agent("a", transitions: 2), Agent("b"));
        manager.Remove("b");
        manager.Remove("a");

        Assert.Empty(manager.Agents);
        Assert.Equal(ReplayMode.PerAgent, manager.Mode);
    }

    private (AgentManager Manager, ManagedAgent[] Agents) Three(int transitions, bool prioritized)
    {
        ManagedAgent[] agents = [.. Enumerable.Range(0, 3).Select(i => Agent($"{i}", transitions, first: 10 * i, prioritized))];
        var manager = new AgentManager(3);
        manager.Add(agents);
        return (manager, agents);
    }

    private ManagedAgent Agent(
        string id, int transitions = 0, int first = 0, bool prioritized = false, double gamma = 0.9, bool recurrent = false)
    {
        var options = new DqnOptions
        {
            BatchSize = recurrent ? 16 : 4,
            LearningStarts = 1,
            TrainFrequency = 1,
            ReplayBufferSize = recurrent ? 100 : Capacity,
            Gamma = gamma,
            PrioritizedReplay = prioritized,
            Network = new NetworkOptions { Hidden = [3], Recurrent = recurrent ? Recurrence.Gru : Recurrence.None },
        };
        using var backend = new ManagedBackend(new ManagedBackendOptions(), new BackendContext());
        var agent = new DqnAlgorithm(options, Session.Context(s_spec, 1, backend));
        _made.Add(agent);
        var managed = new ManagedAgent { Id = id, Algorithm = agent };
        for (int i = 0; i < transitions; i++)
        {
            Step(managed, first + i);
        }

        return managed;
    }

    // A step of one agent whose transition is known by its number.
    private static void Step(ManagedAgent agent, int number)
    {
        var batch = new EnvironmentBatch(s_spec, 1);
        batch.All.Observations[0] = number;
        agent.Algorithm.Act(batch.All);
        batch.All.Observations[0] = number + 0.5f;
        batch.All.Rewards[0] = 1;
        agent.Algorithm.Observe(batch.All);
    }

    // The numbers of the transitions of an agent that has its own replay, the oldest first.
    private static float[] Own(ManagedAgent agent)
    {
        StateTree replay = StateTree.Save(agent.Algorithm).Children["replay"];
        var observations = (float[])replay.Values["observations"];
        return [.. Slots(replay).Select(slot => observations[2 * slot])];
    }

    // Their priorities, in the same order; none where there are none.
    private static double[] Priorities(ManagedAgent agent)
    {
        StateTree replay = StateTree.Save(agent.Algorithm).Children["replay"];
        return replay.Children.TryGetValue("priorities", out StateTree? sampling)
            ? [.. Slots(replay).Select(slot => ((double[])sampling.Values["priorities"])[slot])]
            : [];
    }

    private static IEnumerable<int> Slots(StateTree replay)
    {
        int count = (int)(long)replay.Values["count"];
        int oldest = count < Capacity ? 0 : (int)(long)replay.Values["next"];
        return Enumerable.Range(0, count).Select(i => (oldest + i) % count);
    }

    private static float[] Parameters(ManagedAgent agent) =>
        [.. StateTree.Save(agent.Algorithm).Children["online"].Values.Values.OfType<float[]>().SelectMany(static values => values)];
}
