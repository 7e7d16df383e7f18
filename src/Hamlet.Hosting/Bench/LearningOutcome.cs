using Hamlet.Training;
using Hamlet.Training.Evaluation;

namespace Hamlet.Hosting.Bench;

/// <summary>What one seed of a line came to, on fresh episodes.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Best">The score of the checkpoint that was best in training; that of the final policy where there were no evaluations.</param>
/// <param name="Final">The score of the final policy.</param>
/// <param name="AtLimit">The share of episodes in which the best one lived to the step limit.</param>
internal sealed record LearningOutcome(ulong Seed, double Best, double Final, double AtLimit)
{
    /// <summary>Reads it off a training.</summary>
    public static LearningOutcome Of(LearningEntry entry, ulong seed, AgentResult result)
    {
        EvaluationResult final = result.Final!;
        EvaluationResult best = result.Best ?? final;
        return new LearningOutcome(seed, Score(best), Score(final), (double)best.Truncations / best.Episodes);

        double Score(EvaluationResult of) => entry.CountsSurvival ? of.MeanLength : of.MeanReturn;
    }
}
