using System.Text.RegularExpressions;
using Hamlet.Formats.EventFiles;
using Hamlet.Metrics;

namespace Hamlet.Outputs.TensorBoard;

/// <summary>Which curves stand together on TensorBoard's page "Custom Scalars": those that one looks at to answer one question.</summary>
internal static class ChartLayout
{
    private static readonly (string Title, (string Title, string[] Tags)[] Charts)[] s_categories =
    [
        ("Is it getting better?",
        [
            ("Reward of an episode", ["Episode/(Total|Extrinsic|Intrinsic)_Reward"]),
            ("Mean reward of the last episodes", ["rewards/.+"]),
            ("Return in evaluations", ["eval/.+/mean_return"]),
            ("Best, final and random policy", ["eval/.+/(best|final|random)_mean_return"]),
            ("Survival", ["Episode/Survival_Time", "episode_lengths/.+", "eval/.+/mean_length"]),
            ("Success in evaluations", ["eval/.+/success_rate"]),
        ]),
        ("Is it learning?",
        [
            ("Loss and TD error", ["Training/(Loss|TD_Error)", "losses/.+_loss"]),
            ("Predicted values", ["Training/Q_(Mean|Std)"]),
            ("Gradient norm", ["Gradients/Total_Norm"]),
            ("Learning rate", ["Training/Learning_Rate", "info/last_lr"]),
            ("Exploration", ["Exploration/.+", "losses/entropy"]),
            ("Curriculum", ["Curriculum/.+"]),
        ]),
        ("What does it do?", [("Meters", ["Meters/.+"]), ("Affordances", ["Affordances/.+"])]),
        ("How fast is it?", [("Steps a second", ["performance/(total|step)_fps"]), ("Where the time goes", ["performance/(update|play)_time"])]),
    ];

    /// <summary>The message, for tags with or without the prefix of one of the agents.</summary>
    public static byte[] For(MetricAgents agents)
    {
        string prefix = agents.Prefixed ? $"(({string.Join('|', agents.Names.Select(Regex.Escape))})/)?" : "";
        return LayoutMessage.Write(
            [.. s_categories.Select(category => (category.Title,
                category.Charts.Select(chart => (chart.Title, chart.Tags.Select(tag => $"{prefix}{tag}$").ToArray())).ToArray()))]);
    }
}
