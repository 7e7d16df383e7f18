namespace Hamlet.Analysis.Rules;

/// <summary>What is known of quantities beside their tags.</summary>
internal static class Quantities
{
    /// <summary>Whether small values are the good ones.</summary>
    public static bool LessIsBetter(this Quantity quantity) => quantity is Quantity.ValueLoss or Quantity.Loss;

    /// <summary>Whether a NaN means that learning is broken.</summary>
    public static bool IsOptimized(this Quantity quantity) =>
        quantity is Quantity.ValueLoss or Quantity.PolicyLoss or Quantity.Loss or Quantity.QValue or Quantity.GradientNorm or Quantity.Entropy;
}
