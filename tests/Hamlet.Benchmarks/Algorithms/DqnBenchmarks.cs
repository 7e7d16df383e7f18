using BenchmarkDotNet.Attributes;
using Hamlet.Algorithms;
using Hamlet.Algorithms.Dqn;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.Randomness;

namespace Hamlet.Benchmarks.Algorithms;

/// <summary>
/// What one training costs: a minibatch of 64 drawn, targets, gradient, Adam. The observation is always the same, and
/// the agent trains at every step, so that the time of a call is that of one update and one action.
/// </summary>
[MemoryDiagnoser]
public class DqnBenchmarks
{
    private DqnAlgorithm _agent = null!;
    private EnvironmentBatch _batch = null!;

    /// <summary>The town's shape and CartPole's, with the networks of their example configurations.</summary>
    [Params("town 87-128-128-6", "cartpole 4-256-256-2")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        bool town = Shape.StartsWith("town", StringComparison.Ordinal);
        var spec = new EnvironmentSpec
        {
            Name = Shape,
            Fields = [new ObservationField("random", 0, town ? 87 : 4, 0, 1, [])],
            Actions = new DiscreteActions([.. Enumerable.Range(0, town ? 6 : 2).Select(static i => $"action {i}")]),
            HasMasks = town,
        };
        var options = new DqnOptions
        {
            TrainFrequency = 1,
            LearningStarts = 0,
            Network = new NetworkOptions { Hidden = town ? [128, 128] : [256, 256] },
        };
        _agent = new DqnAlgorithm(options, new AlgorithmContext
        {
            Environment = spec,
            Rows = 1,
            Agent = 0,
            Backend = new ManagedBackend(new ManagedBackendOptions(), new BackendContext()),
            Streams = new RandomStreams(1),
            Metrics = MetricLog.None,
            Progress = new TrainingProgress { TotalSteps = 1, Step = 1 },
        });
        _batch = new EnvironmentBatch(spec, 1);
        var random = new RandomStream(1);
        for (int i = 0; i < spec.ObservationSize; i++)
        {
            _batch.All.Observations[i] = random.NextSingle();
        }
    }

    [Benchmark]
    public void ActAndUpdate()
    {
        _agent.Act(_batch.All);
        _agent.Observe(_batch.All);
    }

    [Benchmark]
    public void Act() => _agent.Act(_batch.All);

    [GlobalCleanup]
    public void Cleanup() => _agent.Dispose();
}
