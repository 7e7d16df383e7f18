using Hamlet.Analysis.Rules;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Every diagnosis, in the order of a report; one that weighs others comes after them.</summary>
internal static class AllDiagnoses
{
    /// <summary>They.</summary>
    public static IReadOnlyList<IDiagnosis> List { get; } =
    [
        new SuccessRateDiagnosis(),
        new RewardTrendDiagnosis(),
        new RewardComponentDiagnosis(),
        new EntropyDiagnosis(),
        new LossDiagnosis("value_loss", Quantity.ValueLoss, "The critic's loss"),
        new PolicyLossDiagnosis(),
        new LossDiagnosis("loss", Quantity.Loss, "The loss"),
        new QValueDiagnosis(),
        new TargetNetworkDiagnosis(),
        new GradientDiagnosis(),
        new KlDiagnosis(),
        new ClipFractionDiagnosis(),
        new ExplainedVarianceDiagnosis(),
        new ExplorationDiagnosis(),
        new NonFiniteDiagnosis(),
        new ThroughputDiagnosis(),
        new StepOrderDiagnosis(),
        new DeadRunDiagnosis(),
        new LogFileDiagnosis(),
        new LearningRateDiagnosis(),
    ];

    /// <summary>Examines a run; the gravest findings come first.</summary>
    public static IReadOnlyList<Finding> Examine(RunView run)
    {
        var findings = new List<Finding>();
        foreach (IDiagnosis diagnosis in List)
        {
            findings.AddRange([.. diagnosis.Examine(run, findings)]);
        }

        return [.. findings.OrderByDescending(static f => f.Status)];
    }
}
