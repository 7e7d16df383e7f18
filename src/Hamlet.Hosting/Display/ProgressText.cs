using System.Globalization;
using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Display;

/// <summary>The words that every display has in common.</summary>
internal static class ProgressText
{
    public static string Steps(TrainingStatus status, Experiment experiment) => experiment.Training.TotalSteps is { } total
        ? string.Create(CultureInfo.InvariantCulture, $"{status.Step:N0} of {total:N0} steps")
        : string.Create(CultureInfo.InvariantCulture, $"{status.Step:N0} steps");

    // What an earlier process did of a resumed run says nothing about this one's speed.
    public static string Rate(TrainingStatus status, TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture, $"{(status.Step - status.FirstStep) / Math.Max(elapsed.TotalSeconds, 1e-3):N0} steps/s");

    public static string Left(TrainingStatus status, TimeSpan elapsed)
    {
        double done = status.Fraction - status.FirstFraction;
        return done <= 0 || elapsed < TimeSpan.FromSeconds(1)
            ? "--:--"
            : Time(TimeSpan.FromSeconds(elapsed.TotalSeconds * (1 - status.Fraction) / done));
    }

    public static string Time(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes:00}:{time.Seconds:00}");

    public static string Episodes(TrainingStatus status)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{status.Episodes:N0} episodes");
        if (!double.IsNaN(status.MeanReturn))
        {
            text += string.Create(CultureInfo.InvariantCulture, $", last 100: {status.MeanLength:F0} steps, return {status.MeanReturn:F1}");
        }

        if (!double.IsNaN(status.LastEvaluation))
        {
            text += string.Create(CultureInfo.InvariantCulture, $", evaluation {status.LastEvaluation:F1}");
        }

        return text;
    }
}
