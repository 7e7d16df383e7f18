using Hamlet.Algorithms;
using Hamlet.Algorithms.Baselines;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.State;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms.Baselines;

public sealed class RandomAlgorithmTests
{
    [Fact]
    public void ItObeysMasksAndGoesOnWhereItWas()
    {
        using var environment = new IdentityEnvironment(4, rows: 3, seed: 1);
        using var algorithm = new RandomAlgorithm(Session.Context(environment.Spec, 3, new NaiveBackend()));
        var batch = new EnvironmentBatch(environment.Spec, 3);
        environment.Reset(batch.All);
        for (int i = 0; i < 100; i++)
        {
            algorithm.Act(batch.All);
            environment.Step(batch.All);
            algorithm.Observe(batch.All);
        }

        Assert.False(environment.MaskBroken);
        using var other = new RandomAlgorithm(Session.Context(environment.Spec, 3, new NaiveBackend(), seed: 9));
        StateTree.Save(algorithm).Load(other);
        algorithm.Act(batch.All);
        int[] expected = [.. batch.All.Actions];
        other.Act(batch.All);
        Assert.Equal(expected, batch.All.Actions.ToArray());
    }
}
