using Hamlet.Algorithms;
using Hamlet.Metrics;
using Hamlet.Training.Metrics;

namespace Hamlet.Training.Evaluation;

/// <summary>What is measured when training is over: the best policy, the final one and a random one, all on the same fresh episodes.</summary>
internal sealed class FinalMeasurement(TrainingParts parts)
{
    private readonly TagName _name = TagName.Intern(parts.Experiment.EvaluationName);

    /// <summary>Measures every learner.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<AgentResult> Run(CancellationToken token)
    {
        int episodes = parts.Experiment.Evaluation.FinalEpisodes;
        return [.. parts.Learners.Select(learner => episodes > 0 ? Measure(learner, episodes, token) : Unmeasured(learner))];
    }

    /// <summary>What is known without measuring.</summary>
    public IReadOnlyList<AgentResult> Unmeasured() => [.. parts.Learners.Select(Unmeasured)];

    private static AgentResult Unmeasured(Learner learner) =>
        new(learner.Id, learner.Episodes, learner.Window, learner.Best.Step, null, null, null);

    private AgentResult Measure(Learner learner, int episodes, CancellationToken token)
    {
        EvaluationResult? best = learner.Best.Policy is { } policy ? Measure(policy, episodes, token) : null;
        using IPolicy last = learner.CreatePolicy();
        EvaluationResult final = Measure(last, episodes, token);
        using var uniform = new RandomPolicy(parts.Environment.Spec, parts.Streams.Create("random policy"));
        EvaluationResult random = Measure(uniform, episodes, token);
        parts.Metrics.Log(new FinalEvaluationMetrics
        {
            Step = parts.Progress.Step,
            Agent = learner.Agents[0].Index,
            Name = _name,
            BestMeanReturn = best?.MeanReturn,
            BestMeanLength = best?.MeanLength,
            FinalMeanReturn = final.MeanReturn,
            FinalMeanLength = final.MeanLength,
            RandomMeanReturn = random.MeanReturn,
            RandomMeanLength = random.MeanLength,
        });
        return new AgentResult(learner.Id, learner.Episodes, learner.Window, learner.Best.Step, best, final, random);
    }

    // A new evaluator each time: every policy is measured on the same fresh episodes.
    private EvaluationResult Measure(IPolicy policy, int episodes, CancellationToken token)
    {
        using Evaluator evaluator = parts.CreateEvaluator(episodes, "final evaluation");
        return evaluator.Run(policy, token);
    }
}
