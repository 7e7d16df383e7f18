using System.Globalization;
using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Display;

/// <summary>What stands beside the bar, as much of it as the terminal is wide: a line that wraps cannot be drawn again in its place.</summary>
/// <param name="width">The columns of the terminal.</param>
internal readonly struct ProgressColumns(int width)
{
    private const string Between = "  ";

    // The percentage, a space on both sides of it, and the last column, after which some terminals begin a new line.
    private const int Beside = 4 + 1 + 1 + 1;

    /// <summary>The columns of the bar.</summary>
    public int Bar => width switch { >= 100 => 24, >= 60 => 14, _ => Math.Max(1, Math.Min(8, width - Beside)) };

    /// <summary>The words; what matters least is left out first.</summary>
    public string Text(TrainingStatus status, Experiment experiment, TimeSpan elapsed)
    {
        (int Rank, string Text)[] parts =
        [
            (0, ProgressText.Steps(status, experiment)),
            (4, ProgressText.Rate(status, elapsed)),
            (1, status.Evaluating ? "evaluating" : $"{ProgressText.Left(status, elapsed)} left"),
            (5, string.Create(CultureInfo.InvariantCulture, $"{status.Episodes:N0} episodes")),
            (2, double.IsNaN(status.MeanReturn) ? "" : string.Create(CultureInfo.InvariantCulture, $"return {status.MeanReturn:F1}")),
            (6, double.IsNaN(status.MeanReturn) ? "" : string.Create(CultureInfo.InvariantCulture, $"{status.MeanLength:F0} steps each")),
            (3, double.IsNaN(status.LastEvaluation) ? "" : string.Create(CultureInfo.InvariantCulture, $"evaluation {status.LastEvaluation:F1}")),
        ];
        int room = width - Bar - Beside;
        var shown = new HashSet<int>();
        foreach ((int rank, string text) in parts.Where(static p => p.Text.Length > 0).OrderBy(static p => p.Rank))
        {
            room -= text.Length + (shown.Count > 0 ? Between.Length : 0);
            if (room < 0)
            {
                break;
            }

            shown.Add(rank);
        }

        return string.Join(Between, parts.Where(p => shown.Contains(p.Rank)).Select(static p => p.Text));
    }
}
