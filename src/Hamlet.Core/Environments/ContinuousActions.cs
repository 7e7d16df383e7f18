namespace Hamlet.Environments;

/// <summary>Numbers within bounds.</summary>
/// <param name="Low">The least value of each component.</param>
/// <param name="High">The greatest value of each component, as many.</param>
public sealed record ContinuousActions(IReadOnlyList<float> Low, IReadOnlyList<float> High) : ActionSpace
{
    /// <inheritdoc/>
    public override int DiscreteSize => 0;

    /// <inheritdoc/>
    public override int ContinuousSize => Low.Count;

    /// <inheritdoc/>
    public override int MaskSize => 0;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Branches => [];
}
