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
        Result(learner, best: null, final: null, random: null);

    private static AgentResult Result(Learner learner, EvaluationResult? best, EvaluationResult? final, EvaluationResult? random) =>
        new(learner.Id, learner.Episodes, learner.Window, learner.Best.Step, best, final, random)
        {
            BestReturn = learner.Best.Step is null ? null : learner.Best.Return,
        };

    private AgentResult Measure(Learner learner, int episodes, CancellationToken token)
    {
        var trial = new PolicyTrial(parts.Experiment, episodes, parts.Experiment.Options.Seed);
        EvaluationResult? best = learner.Best.Policy is { } policy ? trial.Measure(policy, learner.Id, token) : null;
        using IPolicy last = learner.CreatePolicy();
        EvaluationResult final = trial.Measure(last, learner.Id, token);
        EvaluationResult random = trial.MeasureRandom(token);
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
        return Result(learner, best, final, random);
    }
}
