using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>What the values of a run's states should come to, from the returns and lengths of its episodes.</summary>
/// <param name="Mean">The mean over an episode of the discounted return that is left, if each step pays alike.</param>
/// <param name="PerStep">The reward of a step.</param>
/// <param name="Steps">The length of an episode.</param>
/// <param name="Best">The size of the best or worst return.</param>
internal sealed record EarnedValue(double Mean, double PerStep, double Steps, double Best)
{
    // Episodes that all last as long end by the clock.
    private const double Clocked = 0.97;

    /// <summary>The size that values may have: also where parts of the return cancel each other, some of the best one.</summary>
    public double Size => Math.Max(Math.Abs(Mean), Best / 4);

    /// <summary>Of a run; null if it does not log returns and lengths.</summary>
    public static EarnedValue? Of(RunView run)
    {
        if ((run.Primary(Quantity.Reward) ?? run.Primary(Quantity.EvaluationReward)) is not { } reward || run.Primary(Quantity.EpisodeLength) is not { } length)
        {
            return null;
        }

        double gamma = run.Thresholds.Gamma;
        double steps = length.Tail;
        double perStep = reward.Tail / steps;
        double endless = perStep / (1 - gamma);

        // A time limit is no end: values look beyond it.
        double share = steps > Clocked * run.Of(Quantity.EpisodeLength).Max(static m => m.Series.Max) ? 1 : 1 - ((1 - Math.Pow(gamma, steps)) / (steps * (1 - gamma)));
        double best = run.Of(Quantity.Reward).Concat(run.Of(Quantity.EvaluationReward)).Max(static m => Math.Max(Math.Abs(m.Series.Min), Math.Abs(m.Series.Max)));
        return new EarnedValue(endless * share, perStep, steps, best);
    }
}
