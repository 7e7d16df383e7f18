using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.IntegrationTests.Support;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.Randomness;
using Hamlet.SamplePlugins;
using Hamlet.State;

namespace Hamlet.IntegrationTests;

/// <summary>An algorithm that an outsider wrote with a reference to the contracts alone.</summary>
public sealed class A2cTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task LearnsCartPole()
    {
        string config = _folder.File("a2c.yaml", """
            experiment: { name: a2c, seed: 1 }
            environment: { type: cartpole, num_envs: 8 }
            agents: [{ algorithm: a2c, learning_rate: 0.002 }]
            training: { total_steps: 40000 }
            evaluation: { every_steps: 8000, episodes: 10, final_episodes: 20 }
            """);

        string run = await CommandLine.TrainAsync(_folder.Path, config);

        // Chance makes 22 of 500; 132.8 was measured.
        string best = Assert.Single(Database.Query(run, "SELECT value FROM metrics WHERE metric_name = 'best_mean_return'"));
        Assert.InRange(double.Parse(best, System.Globalization.CultureInfo.InvariantCulture), 100, 500);
        Assert.Equal("625", Assert.Single(Database.Query(run, "SELECT COUNT(*) FROM metrics WHERE tag = 'A2C/Entropy'")));
    }

    [Fact]
    public void ContinuesBitForBitFromTheMiddleOfARollout()
    {
        var one = new Play(seed: 1);
        one.Run(13);
        var other = new Play(seed: 9);
        StateTree.Save(one.Agent).Load(other.Agent);
        StateTree.Save(one.World).Load(other.World);
        one.Batch.All.Observations.CopyTo(other.Batch.All.Observations);
        one.Run(20);
        other.Run(20);

        Assert.Equal(one.Parameters(), other.Parameters());
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Play
    {
        public Play(ulong seed)
        {
            World = new CartPoleEnvironment(new EnvironmentContext { Rows = 2, Streams = new RandomStreams(seed) });
            Batch = new EnvironmentBatch(World.Spec, 2);
            World.Reset(Batch.All);
            Agent = new A2cAlgorithm(new A2cOptions { Hidden = [8] }, new AlgorithmContext
            {
                Environment = World.Spec,
                Rows = 2,
                Agent = 0,
                Backend = new ManagedBackend(new ManagedBackendOptions(), new BackendContext()),
                Streams = new RandomStreams(seed),
                Metrics = MetricLog.None,
                Progress = new TrainingProgress { TotalSteps = 1000 },
            });
        }

        public CartPoleEnvironment World { get; }

        public EnvironmentBatch Batch { get; }

        public A2cAlgorithm Agent { get; }

        public void Run(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                Agent.Act(Batch.All);
                World.Step(Batch.All);
                Agent.Observe(Batch.All);
            }
        }

        public float[] Parameters() =>
            [.. StateTree.Save(Agent).Children["network"].Values.Values.OfType<float[]>().SelectMany(static v => v)];
    }
}
