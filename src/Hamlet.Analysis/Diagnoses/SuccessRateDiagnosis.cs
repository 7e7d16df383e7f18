using Hamlet.Analysis.Rules;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether the task is ever done.</summary>
internal sealed class SuccessRateDiagnosis : IDiagnosis
{
    private const string Name = "success_rate";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier) =>
        run.Primaries(Quantity.SuccessRate).Select(metric => Examine(metric, run));

    private static Finding Examine(Metric metric, RunView run)
    {
        ThresholdOptions thresholds = run.Thresholds;

        // Some log percent.
        double unit = metric.Series.Max > 1 ? 100 : 1;
        double tail = metric.Tail / unit;
        double best = metric.Blocks.Max() / unit;
        (string, double)[] figures = [("last_tenth", tail), ("best", best)];
        if (best <= thresholds.SuccessNone)
        {
            // A few measurements say little, and returns that still rise may lead there.
            bool onTheWay = !metric.Judgeable || run.Primary(Quantity.Reward) is { Judgeable: true, Direction: Trend.Increasing };
            return new Finding(Name, onTheWay ? Status.Warning : Status.Critical, $"The task is never done: the success rate is {Number.Percent(tail)}, {Number.Percent(best)} at best.")
                .Of(metric, figures)
                .Because("no reward leads towards the goal", "too little exploration", "the task is too hard to begin with", "the training is still short")
                .Try("shape the reward, or add intrinsic reward", "explore more", "begin with an easier task (a curriculum)");
        }

        if (tail < thresholds.SuccessLow && tail < 0.5 * best)
        {
            return new Finding(Name, Status.Warning, $"The success rate was {Number.Percent(best)} and is {Number.Percent(tail)} now.")
                .Of(metric, figures)
                .Because("steps too large for what was learned", "the task became harder")
                .Try("take the best checkpoint", "lower the learning rate towards the end");
        }

        if (tail < thresholds.SuccessLow)
        {
            bool rising = metric.Direction == Trend.Increasing;
            return new Finding(Name, Status.Warning, $"The success rate is low, {Number.Percent(tail)}{(rising ? ", but rises" : "")}.")
                .Of(metric, figures)
                .Because(rising ? "the training is still short" : "the policy is stuck in a poor habit", "the reward does not lead to success")
                .Try(rising ? "train longer" : "explore more", "look at failed episodes");
        }

        return new Finding(Name, Status.Ok, $"The success rate is {Number.Percent(tail)}.").Of(metric, figures);
    }
}
