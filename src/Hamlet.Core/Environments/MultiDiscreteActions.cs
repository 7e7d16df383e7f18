namespace Hamlet.Environments;

/// <summary>Several choices at once, each with a number of its own.</summary>
/// <param name="Counts">The number of choices of each branch. Masks are concatenated in this order.</param>
public sealed record MultiDiscreteActions(IReadOnlyList<int> Counts) : ActionSpace
{
    /// <inheritdoc/>
    public override int DiscreteSize => Counts.Count;

    /// <inheritdoc/>
    public override int ContinuousSize => 0;

    /// <inheritdoc/>
    public override int MaskSize => Counts.Sum();

    /// <inheritdoc/>
    public override IReadOnlyList<int> Branches => Counts;
}
