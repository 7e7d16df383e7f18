using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Training.Evaluation;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Input;

/// <summary>Plays an experiment's environment at random for some hundred steps, as <c>hamlet validate</c> does.</summary>
internal static class EnvironmentTrial
{
    /// <exception cref="ConfigException">The environment does not keep its word; everything that is wrong with it is in it.</exception>
    public static void Run(Experiment experiment, EnvironmentSpec spec)
    {
        var span = new ConfigSpan($"environment '{spec.Name}'", 0, 0);
        IReadOnlyList<string> problems = EnvironmentChecker.Check(
            experiment.Environment.Create, experiment.Options.Seed, experiment.EnvironmentHost.MaxSteps);
        ConfigException.ThrowIfAny(problems.Select(p => new ConfigError(span, p)));
    }
}
