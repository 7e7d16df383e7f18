using Hamlet.Environments;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Environments;

public sealed class TimeLimitTests
{
    [Fact]
    public void AnEpisodeIsCutAtTheLimitAndBeginsAnew()
    {
        using var environment = new TimeLimitEnvironment(new IdentityEnvironment(3, rows: 2, seed: 1, length: 1000), limit: 4);
        var batch = new EnvironmentBatch(environment.Spec, 2);
        environment.Reset(batch.All);
        for (int step = 1; step <= 8; step++)
        {
            float[] before = batch.All.Observations.ToArray();
            batch.All.Actions[0] = Array.IndexOf(before, 1f);
            batch.All.Actions[1] = Array.IndexOf(before[3..], 1f);
            environment.Step(batch.All);

            Assert.Equal(step % 4 == 0, batch.All.Truncated[0]);
            Assert.Equal(step % 4 == 0, batch.All.Truncated[1]);
            Assert.Equal(1, batch.All.Rewards[0]);
            if (step % 4 == 0)
            {
                Assert.Equal(TimeLimitEnvironment.Reason, environment.Spec.EndReasons[batch.All.EndReasons[0]]);
                Assert.Equal(1, batch.All.FinalObservation(0).ToArray().Sum());
            }
        }
    }

    [Fact]
    public void AnEndOfItsOwnBeginsTheCountAnew()
    {
        using var environment = new TimeLimitEnvironment(new IdentityEnvironment(3, rows: 1, seed: 1, length: 3), limit: 4);
        var batch = new EnvironmentBatch(environment.Spec, 1);
        environment.Reset(batch.All);
        var ends = new List<int>();
        for (int step = 1; step <= 9; step++)
        {
            batch.All.Actions[0] = batch.All.Masks.IndexOf(true);
            environment.Step(batch.All);
            if (batch.All.Terminated[0] || batch.All.Truncated[0])
            {
                ends.Add(step);
            }
        }

        Assert.Equal([3, 6, 9], ends);
    }
}
