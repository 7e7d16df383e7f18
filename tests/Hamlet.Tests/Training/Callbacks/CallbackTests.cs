using Hamlet.Algorithms;
using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Plugins;
using Hamlet.State;
using Hamlet.Training;
using Hamlet.Training.Callbacks;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Training.Callbacks;

public sealed class CallbackTests
{
    [Fact]
    public void ATargetEndsTrainingInGoodOrder()
    {
        using Trainer trainer = Create("""
            callbacks: [{ type: early_stop, target_return: 1, min_steps: 150 }]
            evaluation: { every_steps: 50, episodes: 2, final_episodes: 2 }
            training: { total_steps: 1000 }
            """);

        TrainingResult result = trainer.Train();

        Assert.Equal((150, false), (result.Steps, result.Interrupted));
        Assert.StartsWith("early_stop: 'agent_0' has reached its target", result.StopReason, StringComparison.Ordinal);
        Assert.Equal(2, result.Agents[0].Final!.Episodes);
    }

    [Fact]
    public void APlateauEndsTraining()
    {
        // A step size of nearly 0 learns nothing, so that no evaluation is better than the first by a thousand.
        using Trainer trainer = Create("""
            agents: [{ algorithm: dqn, learning_rate: 1e-12, learning_starts: 10, network: { hidden: [4] } }]
            callbacks: [{ type: early_stop, patience: 3, min_delta: 1000 }]
            evaluation: { every_steps: 50, episodes: 2, final_episodes: 0 }
            training: { total_steps: 1000 }
            """);

        TrainingResult result = trainer.Train();

        Assert.Equal(200, result.Steps);
        Assert.Contains("has not got better", result.StopReason, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainingEpisodesMayDecideToo()
    {
        using Trainer trainer = Create("""
            callbacks: [{ type: early_stop, on: episodes, target_return: 1 }]
            evaluation: { final_episodes: 0 }
            training: { num_episodes: 1000 }
            """);

        Assert.Equal(100, trainer.Train().Agents[0].Episodes);
    }

    [Theory]
    [InlineData("{ type: early_stop }", "needs to know when")]
    [InlineData("{ type: early_stop, target_success_rate: 1, on: episodes }", "leave out 'on: episodes'")]
    [InlineData("{ type: early_stop, patience: 2, agent: agent_1 }", "did you mean 'agent_0'")]
    [InlineData("{ type: early_stopp, patience: 2 }", "did you mean 'early_stop'")]
    [InlineData("{ patience: 2 }", "with the key 'type'")]
    [InlineData("{ type: evaluate }", "'every_steps', 'every_episodes' or 'at_start'")]
    [InlineData("{ type: learning_rate, mode: linear }", "exponential")]
    public void WhatIsWrongIsSaidWithItsPlace(string callback, string message)
    {
        ConfigException error = Assert.Throws<ConfigException>(() => Create($"callbacks: [{callback}]"));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("f.yaml(2,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStepSizeFallsAtItsSteps()
    {
        var algorithm = new RateOnly { LearningRate = 1 };
        var training = new OneAgent(algorithm);
        var callback = new LearningRateCallback(
            new LearningRateOptions { EverySteps = 100, Factor = 0.1, MinLearningRate = 0.05 }, Context(algorithm));
        var rates = new List<double>();
        foreach (long step in new long[] { 99, 100, 150, 199, 203, 300 })
        {
            training.Progress.Step = step;
            callback.OnStep(training);
            rates.Add(algorithm.LearningRate);
        }

        Assert.Equal([1, 0.1, 0.1, 0.1, 0.05, 0.05], rates);
    }

    [Fact]
    public void AStepSizeFallsOnAPlateau()
    {
        var algorithm = new RateOnly { LearningRate = 1 };
        var training = new OneAgent(algorithm);
        var callback = new LearningRateCallback(
            new LearningRateOptions { Mode = LearningRateMode.Plateau, Patience = 2 }, Context(algorithm));
        var rates = new List<double>();
        foreach (double mean in new double[] { 1, 2, 2, 1, 3, 1, 1 })
        {
            callback.OnEvaluation(training, training.Agents[0], new TrainingEvaluation(0, 1, mean, 0, 1, null, false));
            rates.Add(algorithm.LearningRate);
        }

        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25], rates);
    }

    [Fact]
    public void AStepSizeMayFallAtEveryStepALittle()
    {
        var algorithm = new RateOnly { LearningRate = 1 };
        var training = new OneAgent(algorithm);
        var options = new LearningRateOptions { Mode = LearningRateMode.Exponential, EverySteps = 100, Factor = 0.25, MinLearningRate = 0.1 };
        var callback = new LearningRateCallback(options, Context(algorithm));
        var rates = new List<double>();
        foreach (long step in new long[] { 25, 50, 75, 100, 150, 900 })
        {
            training.Progress.Step = step;
            callback.OnStep(training);
            rates.Add(Math.Round(algorithm.LearningRate, 12));
            var other = new LearningRateCallback(options, Context(algorithm));
            StateTree.Save(callback).Load(other);
            callback = other;
        }

        Assert.Equal([Math.Round(Math.Sqrt(0.5), 12), 0.5, Math.Round(Math.Sqrt(0.125), 12), 0.25, 0.125, 0.1], rates);
    }

    [Fact]
    public void AStepSizeThatIsSmallFromTheBeginningIsNotRaised()
    {
        var algorithm = new RateOnly { LearningRate = 0.01 };
        var training = new OneAgent(algorithm) { Progress = { Step = 100 } };
        new LearningRateCallback(new LearningRateOptions { EverySteps = 100, MinLearningRate = 0.05 }, Context(algorithm)).OnStep(training);

        Assert.Equal(0.01, algorithm.LearningRate);
    }

    [Theory]
    [InlineData("agents: [{ algorithm: random }]", false)]
    [InlineData("agents: [{ agent_id: a, algorithm: random }, { agent_id: b, network: { hidden: [4] } }]", true)]
    public void WhereNoAgentHasALearningRateNoneCanBeChanged(string agents, bool works)
    {
        string yaml = $"callbacks: [{{ type: learning_rate, mode: exponential }}]\n{agents}";
        if (works)
        {
            Create(yaml).Dispose();
            return;
        }

        ConfigException error = Assert.Throws<ConfigException>(() => Create(yaml));
        Assert.StartsWith("f.yaml(2,", error.Message, StringComparison.Ordinal);
        Assert.Contains("leave it out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AgentsAreMeasuredBesidesAfterEverySoManySteps()
    {
        using Trainer trainer = Create("""
            agents: [{ network: { hidden: [4] } }]
            callbacks: [{ type: evaluate, every_steps: 50 }]
            evaluation: { every_steps: 75, episodes: 1, final_episodes: 0 }
            training: { total_steps: 180 }
            """);
        var steps = new List<long>();
        trainer.Hooks.Evaluation = (_, _, evaluation) => steps.Add(evaluation.Step);
        trainer.Train();

        Assert.Equal([50, 75, 100, 150], steps);
    }

    [Fact]
    public void HooksInCodeAreCalledAtTheirMomentsAndMayStop()
    {
        using Trainer trainer = Create("""
            agents: [{ algorithm: ppo, n_steps: 20, batch_size: 20, network: { hidden: [4] } }]
            evaluation: { every_steps: 50, episodes: 2, final_episodes: 0 }
            training: { total_steps: 1000 }
            """);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        void Count(string name) => counts[name] = counts.GetValueOrDefault(name) + 1;
        trainer.Hooks.Step = training =>
        {
            Count("step");
            if (training.Progress.Step == 100)
            {
                training.Stop("enough");
            }
        };
        trainer.Hooks.Episode = (_, agent, episode) => Count(episode.Length > 0 && agent.Id == "agent_0" ? "episode" : "wrong");
        trainer.Hooks.Evaluation = (_, _, evaluation) => Count(evaluation.Episodes == 2 ? "evaluation" : "wrong");

        TrainingResult result = trainer.Train();

        Assert.Equal("enough", result.StopReason);
        Assert.Equal((100, 2), (counts["step"], counts["evaluation"]));
        Assert.Equal(result.Agents[0].Episodes, counts["episode"]);
        Assert.DoesNotContain("wrong", counts.Keys);
    }

    private static CallbackContext Context(IAlgorithm algorithm) => new() { Agents = ["a"], Algorithms = [algorithm] };

    private static Trainer Create(string yaml) => Trainer.Create(ExperimentBinder.Bind(
        YamlParser.Parse("environment: { type: cartpole }\n" + yaml, "f.yaml"), PluginCatalog.Host, new YamlConfigReader()));

    private sealed class OneAgent(RateOnly algorithm) : ITraining, ITrainingAgent
    {
        public TrainingProgress Progress { get; } = new();

        public Hamlet.Metrics.MetricLog Metrics => Hamlet.Metrics.MetricLog.None;

        public IReadOnlyList<ITrainingAgent> Agents => [this];

        public Hamlet.Environments.IEnvironment World => throw new InvalidOperationException();

        public Hamlet.Environments.EnvironmentBatch Rows => throw new InvalidOperationException();

        public CancellationToken Cancellation => CancellationToken.None;

        public int FirstRow => 0;

        int ITrainingAgent.Rows => 1;

        public int Index => 0;

        public string Id => "a";

        public IAlgorithm Algorithm => algorithm;

        public long Episodes => 0;

        public double MeanReturn => 0;

        public double MeanLength => 0;

        public void Stop(string reason) => throw new InvalidOperationException(reason);

        public void RequestEvaluation() => throw new InvalidOperationException();

        public void RequestCheckpoint() => throw new InvalidOperationException();
    }

    private sealed class RateOnly : IAlgorithm, ILearningRate
    {
        public double LearningRate { get; set; }

        public double? ExplorationRate => null;

        public void Act(Hamlet.Environments.EnvironmentRows rows)
        {
        }

        public void Observe(Hamlet.Environments.EnvironmentRows rows)
        {
        }

        public IPolicy CreatePolicy() => throw new InvalidOperationException();

        public void SaveState(Hamlet.State.StateWriter writer)
        {
        }

        public void LoadState(Hamlet.State.StateReader reader)
        {
        }

        public void Dispose()
        {
        }
    }
}
