using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;
using Hamlet.Training.Evaluation;

namespace Hamlet.Tests.Training;

public sealed class EvaluatorTests
{
    [Fact]
    public void EachRowCountsItsFirstEpisodeOnly()
    {
        // Row r lives r + 1 steps, again and again; were short episodes counted as they come, the mean would be far lower.
        using var evaluator = new Evaluator(Staircase, 4);

        EvaluationResult result = evaluator.Run(new IdlePolicy());

        Assert.Equal([1, 2, 3, 3], result.Lengths);
        Assert.Equal([1.0, 2, 3, 3], result.Returns);
        Assert.Equal(1, result.Truncations);
        Assert.Equal(2.25, result.MeanReturn);
        Assert.Equal(Math.Sqrt((1.5625 + 0.0625 + 0.5625 + 0.5625) / 3), result.StdReturn, 12);
    }

    [Fact]
    public void ASecondRunBeginsNewEpisodes()
    {
        using var evaluator = new Evaluator(Staircase, 4);

        Assert.Equal(evaluator.Run(new IdlePolicy()).Lengths, evaluator.Run(new IdlePolicy()).Lengths);
    }

    [Fact]
    public void ACancelledTokenStopsIt()
    {
        using var evaluator = new Evaluator(Staircase, 4);

        Assert.Throws<OperationCanceledException>(() => evaluator.Run(new IdlePolicy(), new CancellationToken(canceled: true)));
    }

    private static IEnvironment Staircase(int rows) =>
        new StaircaseEnvironment(new EnvironmentContext { Rows = rows, Streams = new RandomStreams(1), MaxSteps = 3 });

    private sealed class IdlePolicy : IPolicy
    {
        public void Act(EnvironmentRows rows)
        {
        }

        public void SaveState(StateWriter writer)
        {
        }

        public void LoadState(StateReader reader)
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed class StaircaseEnvironment(EnvironmentContext context) : IEnvironment
    {
        private readonly int[] _steps = new int[context.Rows];

        public EnvironmentSpec Spec { get; } = new()
        {
            Name = "staircase",
            Fields = [new ObservationField("nothing", 0, 1, 0, 0, [])],
            Actions = new DiscreteActions(["idle"]),
            MaxSteps = context.MaxSteps,
        };

        public int Rows => context.Rows;

        public void Reset(EnvironmentRows rows) => _steps.AsSpan().Clear();

        public void Step(EnvironmentRows rows)
        {
            for (int row = 0; row < rows.Count; row++)
            {
                _steps[row]++;
                rows.Rewards[row] = 1;
                rows.Terminated[row] = _steps[row] == row + 1;
                rows.Truncated[row] = !rows.Terminated[row] && _steps[row] == context.MaxSteps;
                if (rows.Terminated[row] || rows.Truncated[row])
                {
                    _steps[row] = 0;
                }
            }
        }

        public void SaveState(StateWriter writer)
        {
        }

        public void LoadState(StateReader reader)
        {
        }

        public void Dispose()
        {
        }
    }
}
