using Hamlet.Training.Experiments;

namespace Hamlet.Training.Evaluation;

/// <summary>The final numbers that runs are compared by, each agent's under its prefix where there are several.</summary>
internal static class Outcome
{
    /// <summary>The tags that a run of an experiment will have, whatever happens in it.</summary>
    public static IReadOnlyList<string> Tags(Experiment experiment)
    {
        bool measured = experiment.Evaluation.FinalEpisodes > 0;
        bool chosen = measured && experiment.Evaluation.EverySteps > 0;
        return
        [
            .. experiment.Agents.SelectMany(agent => new (string Name, bool Is)[]
            {
                ("final_mean_return", measured), ("final_mean_length", measured), ("best_mean_return", chosen), ("train_mean_return", true),
            }.Where(static metric => metric.Is).Select(metric => Tag(experiment, agent.Id, metric.Name))),
        ];
    }

    /// <summary>The numbers of a run that came to its end.</summary>
    public static IReadOnlyList<(string Tag, double Value)> Of(Experiment experiment, IEnumerable<AgentResult> agents) =>
    [
        .. agents.SelectMany(agent => new (string Name, double? Value)[]
        {
            ("final_mean_return", agent.Final?.MeanReturn), ("final_mean_length", agent.Final?.MeanLength),
            ("best_mean_return", agent.Best?.MeanReturn), ("train_mean_return", agent.LastEpisodes.MeanReturn),
        }.Where(static metric => metric.Value is not null).Select(metric => (Tag(experiment, agent.Id, metric.Name), metric.Value!.Value))),
    ];

    private static string Tag(Experiment experiment, string agent, string name) =>
        experiment.MetricAgents.Prefixed ? $"{agent}/outcome/{name}" : $"outcome/{name}";
}
