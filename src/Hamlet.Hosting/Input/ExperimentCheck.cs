using System.Globalization;
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
        List<ConfigError> warnings = [.. experiment.Warnings];
        using (var trainer = Trainer.Create(experiment))
        {
            trainer.OnWarning = message => warnings.Add(new ConfigError(new ConfigSpan(experiment.Environment.Span.File, 0, 0), message, IsWarning: true));
            trainer.InitializeAgents();
            warnings.AddRange(trainer.Environment.Warnings);
            if (trainer.Environment.MaxSteps is null)
            {
                warnings.Add(Endless(experiment));
            }

            return new ExperimentCheck(trainer.Environment, trainer.Backend, warnings);
        }
    }

    /// <summary>What the environment of an experiment is like.</summary>
    /// <exception cref="ConfigException">A part refuses its options.</exception>
    public static EnvironmentSpec EnvironmentOf(Experiment experiment)
    {
        IEnvironment environment = experiment.CreateEnvironment(1, new RandomStreams(experiment.Options.Seed));
        EnvironmentSpec spec = environment.Spec;
        try
        {
            environment.Dispose();
        }
#pragma warning disable CA1031 // It was made to be asked what it is like, and has said it.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        return spec;
    }

    private static ConfigError Endless(Experiment experiment) => new(
        experiment.Environment.Span,
        string.Create(
            CultureInfo.InvariantCulture,
            $"environment '{experiment.Environment.Plugin.Name}' has no step limit: an evaluation cuts its episodes after {experiment.Evaluation.MaxSteps} steps "
            + $"(evaluation.max_steps), and an episode of the training lasts for as long as it likes. environment.max_steps limits both"),
        IsWarning: true);
}
