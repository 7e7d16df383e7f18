using Hamlet.Algorithms;
using Hamlet.Algorithms.Dqn;
using Hamlet.Environments;
using Hamlet.State;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms;

public sealed class NetworkPolicyTests
{
    private static readonly EnvironmentSpec s_spec = Spec(new DiscreteActions(["a", "b", "c"]));

    [Fact]
    public void TakesTheBestAllowedActionOfEachRow()
    {
        EnvironmentBatch batch = Batch(s_spec, 0, 1, 0);
        batch.All.Mask(2)[1] = false;
        using IPolicy policy = Create(s_spec, [[1, 5, 2], [9, 8, 7]]);

        policy.Act(batch.All);

        Assert.Equal([1, 0, 2], batch.All.Actions.ToArray());
    }

    [Fact]
    public void TakesTheBestAllowedActionOfEachBranch()
    {
        EnvironmentSpec spec = Spec(new MultiDiscreteActions([2, 3]));
        EnvironmentBatch batch = Batch(spec, 0, 1, 1);
        batch.All.Mask(2)[4] = false;
        using IPolicy policy = Create(spec, [[1, 5, 9, 2, 9], [6, 6, 0, 1, 2]]);

        policy.Act(batch.All);

        Assert.Equal([1, 0, 0, 2, 0, 1], batch.All.Actions.ToArray());
    }

    [Fact]
    public void TakesAContinuousActionWithinItsBounds()
    {
        EnvironmentSpec spec = Spec(new ContinuousActions([-1, float.NegativeInfinity], [1, 2]));
        EnvironmentBatch batch = Batch(spec, 0, 1);
        using IPolicy policy = Create(spec, [[0.5f, 3], [-7, -8]]);

        policy.Act(batch.All);

        Assert.Equal([0.5f, 2, -1, -8], batch.All.ContinuousActions.ToArray());
    }

    [Fact]
    public void MoreRowsThanBeforeAreWelcome()
    {
        using IPolicy policy = Create(s_spec, [[1, 5, 2], [9, 8, 7]]);
        policy.Act(Batch(s_spec, 0).All);
        EnvironmentBatch batch = Batch(s_spec, 1, 0, 1, 0);

        policy.Act(batch.All);

        Assert.Equal([0, 1, 0, 1], batch.All.Actions.ToArray());
    }

    [Fact]
    public void LaterLearningDoesNotChangeIt()
    {
        var backend = new NaiveBackend(static network => Table.Fill(network, [[1, 5, 2], [9, 8, 7]]));
        using var agent = new DqnAlgorithm(new DqnOptions { Network = new() { Hidden = [] } }, Session.Context(s_spec, 1, backend));
        using IPolicy policy = agent.CreatePolicy();
        Table.Fill(backend.Network!, [[7, 0, 0], [0, 0, 7]]);
        EnvironmentBatch batch = Batch(s_spec, 0, 1);

        policy.Act(batch.All);

        Assert.Equal([1, 0], batch.All.Actions.ToArray());
    }

    [Fact]
    public void IsItsNetworkOnceLoaded()
    {
        using IPolicy policy = Create(s_spec, [[1, 5, 2], [9, 8, 7]]);
        using IPolicy other = Create(s_spec, [[0, 0, 0], [0, 0, 0]]);
        StateTree.Save(policy).Load(other);
        EnvironmentBatch batch = Batch(s_spec, 0, 1);

        other.Act(batch.All);

        Assert.Equal([1, 0], batch.All.Actions.ToArray());
    }

    [Fact]
    public void AHeadThatIsMissingOrOfAnotherWidthIsRefused()
    {
        Assert.Contains("no head 'policy'", Refusal("policy", new DiscreteActions(["a", "b", "c"])), StringComparison.Ordinal);
        Assert.Contains("3 values, the actions need 2", Refusal("q", new DiscreteActions(["a", "b"])), StringComparison.Ordinal);
        Assert.Contains("3 values, the actions need 1", Refusal("q", new ContinuousActions([0], [1])), StringComparison.Ordinal);
    }

    private static string Refusal(string head, ActionSpace actions) =>
        Assert.Throws<ArgumentException>(() => new NetworkPolicy(Table.Create([[1, 5, 2]]), actions, head)).Message;

    private static NetworkPolicy Create(EnvironmentSpec spec, float[][] values) => new(Table.Create(values), spec.Actions, "q");

    private static EnvironmentSpec Spec(ActionSpace actions) => new()
    {
        Name = "two states",
        Fields = [new ObservationField("state", 0, 2, 0, 1, [])],
        Actions = actions,
        HasMasks = true,
    };

    private static EnvironmentBatch Batch(EnvironmentSpec spec, params int[] states)
    {
        var batch = new EnvironmentBatch(spec, states.Length);
        for (int row = 0; row < states.Length; row++)
        {
            batch.All.Observation(row)[states[row]] = 1;
        }

        return batch;
    }
}
