using Hamlet.Algorithms;
using Hamlet.Algorithms.Dqn;
using Hamlet.Algorithms.Exploration;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Randomness;

namespace Hamlet.Tests.Algorithms.Fakes;

/// <summary>One agent in one environment, stepped as the trainer would.</summary>
internal sealed class Session : IDisposable
{
    private readonly IEnvironment _environment;

    public Session(
        IEnvironment environment,
        DqnOptions options,
        EpsilonGreedyOptions exploration,
        IBackend backend,
        long totalSteps = 10_000,
        ulong seed = 1,
        int logFrequency = 1,
        MetricLog? metrics = null)
    {
        _environment = environment;
        Progress = new TrainingProgress { TotalSteps = totalSteps };
        Batch = new EnvironmentBatch(environment.Spec, environment.Rows);
        Agent = new DqnAlgorithm(options, Context(environment.Spec, environment.Rows, backend, seed, metrics) with
        {
            Progress = Progress,
            Exploration = context => new EpsilonGreedyExploration(exploration, context),
            LogFrequency = logFrequency,
        });
        environment.Reset(Batch.All);
    }

    /// <summary>What an agent of a small run is given.</summary>
    public static AlgorithmContext Context(
        EnvironmentSpec spec, int rows, IBackend backend, ulong seed = 1, MetricLog? metrics = null) => new()
    {
        Environment = spec,
        Rows = rows,
        Agent = 0,
        Backend = backend,
        Streams = new RandomStreams(seed),
        Metrics = metrics ?? MetricLog.None,
        Progress = new TrainingProgress { TotalSteps = 10_000 },
    };

    public TrainingProgress Progress { get; }

    public EnvironmentBatch Batch { get; }

    public DqnAlgorithm Agent { get; }

    public void Run(long steps)
    {
        for (long end = Progress.Step + steps; Progress.Step < end;)
        {
            EnvironmentRows rows = Batch.All;
            Agent.Act(rows);
            _environment.Step(rows);
            Progress.Step += rows.Count;
            Agent.Observe(rows);
        }
    }

    public void Dispose() => Agent.Dispose();
}
