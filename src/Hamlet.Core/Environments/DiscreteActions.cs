namespace Hamlet.Environments;

/// <summary>One choice of several.</summary>
/// <param name="Names">The names of the choices; their number is that of the actions.</param>
public sealed record DiscreteActions(IReadOnlyList<string> Names) : ActionSpace
{
    /// <summary>The number of choices.</summary>
    public int Count => Names.Count;

    /// <inheritdoc/>
    public override int DiscreteSize => 1;

    /// <inheritdoc/>
    public override int ContinuousSize => 0;

    /// <inheritdoc/>
    public override int MaskSize => Names.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Branches => [Names.Count];
}
