namespace Hamlet.Environments;

/// <summary>What an agent may do: <see cref="DiscreteActions"/>, <see cref="MultiDiscreteActions"/> or <see cref="ContinuousActions"/>.</summary>
public abstract record ActionSpace
{
    private protected ActionSpace()
    {
    }

    /// <summary>How many <c>int</c> a row's action has; 0 for continuous ones.</summary>
    public abstract int DiscreteSize { get; }

    /// <summary>How many <c>float</c> a row's action has; 0 for discrete ones.</summary>
    public abstract int ContinuousSize { get; }

    /// <summary>How many switches a row's mask has: the number of choices, added up over the branches; 0 for continuous actions.</summary>
    public abstract int MaskSize { get; }

    /// <summary>The number of choices of each branch, as many as <see cref="DiscreteSize"/>; none for continuous actions. It may be a new list each time: keep it.</summary>
    public abstract IReadOnlyList<int> Branches { get; }
}
