using System.Globalization;
using Hamlet.Algorithms.Dqn;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Formats.Yaml;
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
/// <param name="Explores">Of each agent, whether its algorithm uses the exploration that there is.</param>
/// <param name="Warnings">What is suspicious in the file or in the environment that it asks for.</param>
internal sealed record ExperimentCheck(EnvironmentSpec Environment, string Backend, IReadOnlyList<bool> Explores, IReadOnlyList<ConfigError> Warnings)
{
    /// <exception cref="ConfigException">A part refuses its options.</exception>
    public static ExperimentCheck Run(Experiment experiment)
    {
        List<ConfigError> warnings = [.. experiment.Warnings];
        using (var trainer = Trainer.Create(experiment))
        {
            trainer.OnWarning = message => warnings.Add(new ConfigError(new ConfigSpan(experiment.Environment.Span.File, 0, 0), message, IsWarning: true));
            trainer.InitializeAgents();
            IReadOnlyList<bool> explores = trainer.Explores;
            warnings.AddRange([.. trainer.Environment.Warnings, .. WithoutExploration(experiment, explores), .. WithoutLearning(experiment)]);
            if (trainer.Environment.MaxSteps is not { } limit)
            {
                warnings.Add(Endless(experiment));
            }
            else if (experiment.Evaluation.MaxSteps != new EvaluationOptions().MaxSteps)
            {
                warnings.Add(WithoutCut(experiment.Evaluation, limit));
            }

            // What the trainer says when it is closed, after this line, is a warning, too.
            return new ExperimentCheck(trainer.Environment, trainer.Backend, explores, warnings);
        }
    }

    // A section that several agents share has an effect if it has one on any of them.
    private static IEnumerable<ConfigError> WithoutExploration(Experiment experiment, IReadOnlyList<bool> explores) =>
        from pair in experiment.Agents.Zip(explores)
        where pair.First.ExplorationSection is not null && pair.First.Exploration is not null
        group pair by pair.First.ExplorationSection into section
        where section.All(pair => !pair.Second) && !IsWrittenDown(section.Key, section.First().First)
        let algorithms = string.Join(", ", section.Select(pair => pair.First.Algorithm.Plugin.Name).Distinct())
        select new ConfigError(
            section.Key.Span, $"'exploration' has no effect on {algorithms}, which tries actions in its own way: leave it out, or write {{ type: none }}", IsWarning: true);

    // The configuration of a run has every option with its value, also the exploration that nobody asked for.
    private static bool IsWrittenDown(ConfigMap section, AgentPlan agent)
    {
        ConfigMap standard = agent.Exploration!.Plugin.Bind(ConfigMap.Empty(default), new ConfigBinder()).ToConfig(new ConfigWriter());
        ConfigMap said = agent.Exploration.ToConfig(new ConfigWriter());
        return section.Entries.Count > 1 && YamlText.Write(said) == YamlText.Write(standard)
            && said.Entries.All(entry => entry.Value is ConfigScalar { IsNull: true } || section.TryGet(entry.Key, out _));
    }

    // Steps are counted over all agents, of which each makes its share.
    private static IEnumerable<ConfigError> WithoutLearning(Experiment experiment)
    {
        int all = experiment.Agents.Sum(static agent => agent.Clones);
        foreach (AgentPlan agent in experiment.Agents)
        {
            if (experiment.Training.TotalSteps is { } total && agent.Algorithm.Options is DqnOptions dqn && total * agent.Clones / all is var steps
                && dqn.LearningStarts >= steps)
            {
                yield return new ConfigError(
                    dqn.Span,
                    $"'{agent.Id}' learns nothing: it makes {steps} steps, and 'learning_starts' is {dqn.LearningStarts}",
                    IsWarning: true);
            }
        }
    }

    /// <summary>What the environment of an experiment is like.</summary>
    /// <exception cref="ConfigException">A part refuses its options.</exception>
    public static EnvironmentSpec EnvironmentOf(Experiment experiment)
    {
        IEnvironment environment = experiment.CreateEnvironment(1, new RandomStreams(experiment.Options.Seed));
        EnvironmentSpec spec = environment.Spec;
        // It was made to be asked what it is like, and has said it.
        Closing.Quietly(environment);
        return spec;
    }

    private static ConfigError WithoutCut(EvaluationOptions evaluation, int limit) => new(
        evaluation.Source,
        string.Create(CultureInfo.InvariantCulture, $"'max_steps' has no effect in evaluations: the environment ends its episodes by itself after {limit} steps (environment.max_steps)"),
        IsWarning: true);

    private static ConfigError Endless(Experiment experiment) => new(
        experiment.Environment.Span,
        string.Create(
            CultureInfo.InvariantCulture,
            $"environment '{experiment.Environment.Plugin.Name}' has no step limit: an evaluation cuts its episodes after {experiment.Evaluation.MaxSteps} steps "
            + $"(evaluation.max_steps), and an episode of the training lasts for as long as it likes. environment.max_steps limits both"),
        IsWarning: true);
}
