namespace Hamlet.Environments;

/// <summary>What a reward may depend on: one step of one row, seen from its end. Meters are shares of their ranges.</summary>
internal readonly ref struct TownMoment
{
    public required ReadOnlySpan<float> Before { get; init; }

    public required ReadOnlySpan<float> After { get; init; }

    public required bool Died { get; init; }

    /// <summary>Whether the step limit was reached alive.</summary>
    public required bool Survived { get; init; }

    /// <summary>The affordance whose interaction was completed, or -1.</summary>
    public required int Completed { get; init; }

    public required int X { get; init; }

    public required int Y { get; init; }

    /// <summary>The columns of the affordances.</summary>
    public required ReadOnlySpan<int> AffordanceX { get; init; }

    /// <summary>Their rows.</summary>
    public required ReadOnlySpan<int> AffordanceY { get; init; }

    /// <summary>The number of moves from the agent to an affordance.</summary>
    public int DistanceTo(int affordance) => Math.Abs(X - AffordanceX[affordance]) + Math.Abs(Y - AffordanceY[affordance]);
}
