using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.Training;
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
        using var trainer = Trainer.Create(experiment);
        trainer.InitializeAgents();
        return new ExperimentCheck(trainer.Environment, trainer.Backend, [.. experiment.Warnings, .. trainer.Environment.Warnings]);
    }

    /// <summary>What the environment of an experiment is like.</summary>
    /// <exception cref="ConfigException">A part refuses its options.</exception>
    public static EnvironmentSpec EnvironmentOf(Experiment experiment)
    {
        using IEnvironment environment = experiment.CreateEnvironment(1, new RandomStreams(experiment.Options.Seed));
        return environment.Spec;
    }
}
