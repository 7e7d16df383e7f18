using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Plugins;
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
    public void APolicyForgetsTheEpisodesBeforeEachRun()
    {
        using var evaluator = new Evaluator(Staircase, 4);
        var policy = new IdlePolicy();
        evaluator.Run(policy);
        evaluator.Run(policy);

        Assert.Equal("reset act act act reset act act act", policy.Calls);
    }

    [Fact]
    public void ACancelledTokenStopsIt()
    {
        using var evaluator = new Evaluator(Staircase, 4);

        Assert.Throws<OperationCanceledException>(() => evaluator.Run(new IdlePolicy(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void WhereAnEnvironmentHasNoLimitTheEvaluationHasOne()
    {
        using var evaluator = new Evaluator(static rows => new EndlessEnvironment(rows, limit: null), 2, maxSteps: 30);

        EvaluationResult result = evaluator.Run(new IdlePolicy());

        Assert.Equal([30, 30], result.Lengths);
        Assert.Equal(2, result.Truncations);
    }

    [Fact]
    public void ALimitThatIsNotKeptIsNotWaitedFor()
    {
        using var evaluator = new Evaluator(static rows => new EndlessEnvironment(rows, limit: 10), 2);

        Assert.Equal(
            "environment 'endless' in an evaluation, row 0: its episode goes on after 20 steps, although the environment's step limit (MaxSteps) is 10",
            Assert.Throws<PluginException>(() => evaluator.Run(new IdlePolicy())).Message);
    }

    private static IEnvironment Staircase(int rows) =>
        new StaircaseEnvironment(new EnvironmentContext { Rows = rows, Streams = new RandomStreams(1), MaxSteps = 3 });

    private sealed class IdlePolicy : IPolicy
    {
        public string Calls { get; private set; } = "";

        public void Act(EnvironmentRows rows) => Call("act");

        public void Reset() => Call("reset");

        public void SaveState(StateWriter writer)
        {
        }

        public void LoadState(StateReader reader)
        {
        }

        public void Dispose()
        {
        }

        private void Call(string what) => Calls += Calls.Length == 0 ? what : $" {what}";
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
