using Hamlet.Algorithms.Replay;
using Hamlet.Environments;

namespace Hamlet.Tests.Algorithms.Replay;

/// <summary>Returns of three steps by hand: rewards 1, 10, 100, ... with gamma 0.5.</summary>
public sealed class NStepQueueTests
{
    [Fact]
    public void AStepWaitsForThreeRewards()
    {
        var queue = new Driver(steps: 3);

        Assert.Empty(queue.Step(1));
        Assert.Empty(queue.Step(10));
        Assert.Equal([(0f, 0, 1 + 5 + 25f, 0.125f)], queue.Step(100));
        Assert.Equal([(1f, 1, 10 + 50 + 250f, 0.125f)], queue.Step(1000));
    }

    [Fact]
    public void AtAnEndAllStepsUnderWayLookAtItWithFewerRewards()
    {
        var queue = new Driver(steps: 3);
        queue.Step(1);
        queue.Step(10);
        queue.Step(100);

        Assert.Equal(
            [(1f, 1, 10 + 50 + 250f, 0.125f), (2f, 2, 100 + 500f, 0.25f), (3f, 3, 1000f, 0.5f)], queue.Step(1000, ended: true));
        Assert.Empty(queue.Step(7));
    }

    [Fact]
    public void AnEpisodeShorterThanThreeStepsLosesNothing()
    {
        var queue = new Driver(steps: 3);
        queue.Step(1);

        Assert.Equal([(0f, 0, 1 + 5f, 0.25f), (1f, 1, 10f, 0.5f)], queue.Step(10, ended: true));
    }

    [Fact]
    public void WithOneStepEachIsCompleteAtOnce()
    {
        var queue = new Driver(steps: 1);

        Assert.Equal([(0f, 0, 1f, 0.5f)], queue.Step(1));
        Assert.Equal([(1f, 1, 10f, 0.5f)], queue.Step(10, ended: true));
    }

    /// <summary>One row; step k sees k and does k.</summary>
    private sealed class Driver(int steps)
    {
        private readonly NStepQueue _queue = new(1, 1, steps, 0.5);
        private readonly EnvironmentBatch _batch = new(
            new EnvironmentSpec
            {
                Name = "steps",
                Fields = [new ObservationField("step", 0, 1, 0, 100, [])],
                Actions = new DiscreteActions(["only"]),
            },
            1);

        private int _step;

        public List<(float Observation, int Action, float Rewards, float Discount)> Step(float reward, bool ended = false)
        {
            _batch.All.Observations[0] = _step;
            _queue.See(_batch.All);
            _batch.All.Observations[0] = -1;
            _queue.Add(0, _step++, reward);
            var taken = new List<(float Observation, int Action, float Rewards, float Discount)>();
            while (_queue.TryTake(0, ended, out NStepTransition transition))
            {
                taken.Add((transition.Observation[0], transition.Action, transition.Rewards, transition.Discount));
            }

            return taken;
        }
    }
}
