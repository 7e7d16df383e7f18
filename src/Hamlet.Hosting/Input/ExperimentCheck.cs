using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Input;

/// <summary>
/// Makes every part of an experiment once, without a run: what only shows when a world is compiled or an algorithm meets its environment
/// is found before a directory is made.
/// </summary>
/// <param name="Environment">What the environment is like.</param>
/// <param name="Backend">The device and instruction set in words.</param>
/// <param name="Warnings">What is suspicious in the file or in the environment that it asks for.</param>
internal sealed record ExperimentCheck(EnvironmentSpec Environment, string Backend, IReadOnlyList<ConfigError> Warnings)
{
    /// <exception cref="ConfigException">A part refuses its options.</exception>
    public static ExperimentCheck Run(Experiment experiment)
    {
        var streams = new RandomStreams(experiment.Options.Seed);
        int rows = experiment.EnvironmentHost.NumEnvs;
        using IEnvironment environment = experiment.Environment.Create(
            new EnvironmentContext { Rows = rows, Streams = streams, MaxSteps = experiment.EnvironmentHost.MaxSteps });
        using IBackend backend = experiment.Backend.Create(new BackendContext { Device = experiment.BackendHost.Device, Source = experiment.BackendHost.Source });
        foreach (AgentPlan agent in experiment.Agents)
        {
            using IAlgorithm algorithm = agent.Algorithm.Create(new AlgorithmContext
            {
                Environment = environment.Spec,
                Rows = rows,
                Agent = 0,
                Backend = backend,
                Streams = streams,
                Metrics = MetricLog.None,
                Progress = new TrainingProgress { TotalSteps = experiment.Training.TotalSteps, TotalEpisodes = experiment.Training.NumEpisodes },
                Exploration = agent.Exploration is { } exploration ? exploration.Create : null,
            });
        }

        return new ExperimentCheck(environment.Spec, backend.Description, [.. experiment.Warnings, .. environment.Spec.Warnings]);
    }
}
