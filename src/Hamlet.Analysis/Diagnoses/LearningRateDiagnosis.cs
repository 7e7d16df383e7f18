using Hamlet.Analysis.Rules;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether several diseases have the learning rate as their common cause.</summary>
internal sealed class LearningRateDiagnosis : IDiagnosis
{
    private const string Name = "learning_rate";

    private static readonly string[] s_signs =
        ["kl", "clip_fraction", "gradient_norm", "value_loss", "loss", "q_values", "explained_variance", "entropy", "reward_trend", "not_finite", "policy_loss"];

    // Signs that a step too large leaves, and little else does; an entropy that collapses at once is one, too, and one that rises is not.
    private static readonly string[] s_strong = ["kl", "clip_fraction", "gradient_norm", "value_loss", "loss", "q_values"];

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        Finding[] signs = [.. earlier.Where(static f => f.Status != Status.Ok && s_signs.Contains(f.Name)).DistinctBy(static f => f.Name)];
        Finding[] strong = [.. signs.Where(static f => s_strong.Contains(f.Name) || (f.Name == "entropy" && f.Status == Status.Warning))];
        string names = string.Join(", ", signs.Select(static f => f.Name));
        string rate = run.Primary(Quantity.LearningRate) is { } metric ? $" ({Number.Text(metric.Series.First)} at the beginning)" : "";

        // A policy that moves too far in every update, not in a few, needs no second sign.
        bool steady = strong.Any(f => f.Name == "kl" && f.Figures.Any(figure => figure.Name == "last_tenth" && figure.Value > run.Thresholds.KlHigh));
        if (steady || (strong.Length >= 1 && signs.Length >= 2))
        {
            bool certain = signs.Length >= 3 || signs.Any(static f => f.Status == Status.Critical);
            yield return new Finding(Name, certain ? Status.Critical : Status.Warning, $"The learning rate{rate} looks too high; the signs: {names}.")
                {
                    Figures = [("signs", signs.Length)],
                }
                .Because("a step of the optimizer goes beyond where its gradient holds")
                .Try("divide the learning rate by ten", "let it fall over the training", "clip gradients");
        }
    }
}
