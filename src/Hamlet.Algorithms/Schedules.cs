namespace Hamlet.Algorithms;

/// <summary>What schedules come to.</summary>
internal static class Schedules
{
    /// <summary>What a quantity is multiplied by, in [0, 1].</summary>
    public static double Multiplier(this Schedule schedule, TrainingProgress progress) =>
        schedule == Schedule.Linear ? 1 - progress.Fraction : 1;
}
