namespace Hamlet.Networks;

/// <summary>What network an algorithm needs. Every backend makes the same parameters of it: names, shapes, order, initial values.</summary>
public sealed record NetworkSpec
{
    /// <summary>The number of values of an observation.</summary>
    public required int Inputs { get; init; }

    /// <summary>The trunk.</summary>
    public required NetworkOptions Trunk { get; init; }

    /// <summary>The heads, all on the trunk's last layer or the recurrent one behind it; an algorithm refers to them by their place here.</summary>
    public required IReadOnlyList<HeadSpec> Heads { get; init; }

    /// <summary>The number of values that a sequence carries from step to step; 0 for a network without memory.</summary>
    public int StateSize => Trunk.Recurrent.States() * Trunk.RecurrentSize;
}
