using Hamlet.Callbacks;
using Hamlet.Formats.Yaml;
using Hamlet.Live;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.Tests.Environments.Town;
using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Live;

/// <summary>A training that is shown, on a thread of its own, until the test is over.</summary>
internal sealed class LiveTraining : IDisposable
{
    public const string Town = """
        environment: { type: town, world: town8.yaml, level: L1 }
        agents: [{ algorithm: dqn, learning_starts: 64, batch_size: 8, network: { hidden: [8] } }]
        evaluation: { final_episodes: 0 }
        training: { total_steps: 1000000000 }
        """;

    public const string Learned = """
        environment: { type: town, world: town8.yaml, level: L1 }
        agents: [{ algorithm: dqn, learning_starts: 64, batch_size: 8, network: { hidden: [8] }, exploration: { type: epsilon_greedy } }]
        curriculum: { type: adversarial }
        evaluation: { final_episodes: 0 }
        training: { total_steps: 1000000000 }
        """;

    public const string CartPole = """
        environment: { type: cartpole, num_envs: 2 }
        agents:
          - { agent_id: a, algorithm: ppo, n_steps: 32, batch_size: 16, network: { hidden: [8] } }
          - { agent_id: b, algorithm: dqn, learning_starts: 64, batch_size: 8, network: { hidden: [8] }, exploration: { type: epsilon_greedy, epsilon_start: 0.1, epsilon_min: 0.1 } }
        evaluation: { final_episodes: 0 }
        training: { total_steps: 1000000000 }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hamlet-live-");
    private readonly CancellationTokenSource _stop = new();
    private readonly MetricLog _log;
    private readonly Trainer _trainer;
    private Task<TrainingResult>? _running;

    public LiveTraining(string yaml)
    {
        var reader = new YamlConfigReader();
        Experiment experiment = ExperimentBinder.Bind(
            YamlParser.Parse(yaml, Path.Combine(Worlds.Folder, "live.yaml")), PluginCatalog.Host, reader);
        Sink = new LiveSink(
            new LiveOptions { Enabled = true, Port = 0, FramesPerSecond = 60 },
            new SinkContext { RunDirectory = _folder.FullName, RunId = "run", Experiment = "shown", Agents = experiment.MetricAgents });
        _log = new MetricLog([new NamedSink("live", Sink)], new MetricLogOptions { Agents = experiment.MetricAgents });
        _trainer = Trainer.Create(experiment, _log);
        _trainer.Watch(Sink.Watcher);
        _trainer.Watch(new Inside(this));
    }

    public LiveSink Sink { get; }

    /// <summary>What the training looks like from inside, once it has begun.</summary>
    public ITraining? Training { get; private set; }

    public void Start() => _running = _trainer.TrainAsync(_stop.Token);

    public Task<LiveClient> ConnectAsync(string? origin = null) => LiveClient.ConnectAsync(Sink.Port, origin);

    public void Dispose()
    {
        if (!_folder.Exists)
        {
            return;
        }

        _stop.Cancel();
        _running?.GetAwaiter().GetResult();
        _log.Dispose();
        _trainer.Dispose();
        _stop.Dispose();
        _folder.Delete(recursive: true);
        _folder.Refresh();
    }

    private sealed class Inside(LiveTraining owner) : ICallback
    {
        public void OnStart(ITraining training) => owner.Training = training;
    }
}
