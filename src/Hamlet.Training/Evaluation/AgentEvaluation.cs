using Hamlet.Algorithms;
using Hamlet.Callbacks;
using Hamlet.Metrics;
using Hamlet.Training.Metrics;

namespace Hamlet.Training.Evaluation;

/// <summary>Measures the greedy policy of a learner while it trains, logs that, and keeps the best. A population is measured once, for its first agent.</summary>
internal sealed class AgentEvaluation(TrainingParts parts)
{
    private readonly TagName _name = TagName.Intern(parts.Experiment.EvaluationName);

    /// <summary>Measures.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public EvaluationResult Run(Learner learner, long step, CancellationToken token)
    {
        IPolicy policy = learner.CreatePolicy();
        EvaluationResult result;
        try
        {
            result = parts.RequireEvaluator().Run(policy, token);
        }
        catch
        {
            Closing.Quietly(policy);
            throw;
        }

        AgentRunner agent = learner.Agents[0];
        parts.Metrics.Log(new EvaluationMetrics
        {
            Step = step,
            Agent = agent.Index,
            Name = _name,
            MeanReturn = result.MeanReturn,
            StdReturn = result.StdReturn,
            MeanLength = result.MeanLength,
            NumTrials = result.Episodes,
            SuccessTrials = result.Successes,
            FailTrials = result.Episodes - result.Successes,
            SuccessRate = result.SuccessRate,
            SuccessPrecision = result.SuccessPrecision,
        });
        bool best = learner.Best.Offer(policy, result.MeanReturn, step);
        if (best)
        {
            foreach (TrainingObserver observer in parts.Observers)
            {
                observer.OnBest(learner);
            }
        }

        parts.Session.TellEvaluation(
            agent,
            new TrainingEvaluation(step, result.Episodes, result.MeanReturn, result.StdReturn, result.MeanLength, result.SuccessRate, best));
        return result;
    }
}
