using Hamlet.Algorithms;
using Hamlet.Algorithms.Dqn;
using Hamlet.Environments;
using Hamlet.State;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms.Dqn;

public sealed class DqnPolicyTests
{
    private static readonly EnvironmentSpec s_spec = new()
    {
        Name = "two states",
        Fields = [new ObservationField("state", 0, 2, 0, 1, [])],
        Actions = new DiscreteActions(["a", "b", "c"]),
        HasMasks = true,
    };

    [Fact]
    public void TakesTheBestAllowedActionOfEachRow()
    {
        EnvironmentBatch batch = Batch(0, 1, 0);
        batch.All.Mask(2)[1] = false;
        using IPolicy policy = new DqnPolicy(Table.Create([[1, 5, 2], [9, 8, 7]]));

        policy.Act(batch.All);

        Assert.Equal([1, 0, 2], batch.All.Actions.ToArray());
    }

    [Fact]
    public void MoreRowsThanBeforeAreWelcome()
    {
        using IPolicy policy = new DqnPolicy(Table.Create([[1, 5, 2], [9, 8, 7]]));
        policy.Act(Batch(0).All);
        EnvironmentBatch batch = Batch(1, 0, 1, 0);

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
        EnvironmentBatch batch = Batch(0, 1);

        policy.Act(batch.All);

        Assert.Equal([1, 0], batch.All.Actions.ToArray());
    }

    [Fact]
    public void IsItsNetworkOnceLoaded()
    {
        using IPolicy policy = new DqnPolicy(Table.Create([[1, 5, 2], [9, 8, 7]]));
        using IPolicy other = new DqnPolicy(Table.Create([[0, 0, 0], [0, 0, 0]]));
        StateTree.Save(policy).Load(other);
        EnvironmentBatch batch = Batch(0, 1);

        other.Act(batch.All);

        Assert.Equal([1, 0], batch.All.Actions.ToArray());
    }

    private static EnvironmentBatch Batch(params int[] states)
    {
        var batch = new EnvironmentBatch(s_spec, states.Length);
        for (int row = 0; row < states.Length; row++)
        {
            batch.All.Observation(row)[states[row]] = 1;
        }

        return batch;
    }
}
