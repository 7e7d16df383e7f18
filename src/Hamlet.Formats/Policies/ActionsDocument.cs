namespace Hamlet.Formats.Policies;

/// <summary>What may be done: exactly one of the three kinds is filled in.</summary>
[Options]
internal sealed partial record ActionsDocument
{
    /// <summary>The names of the choices, where one of them is taken.</summary>
    public IReadOnlyList<string> Discrete { get; init; } = [];

    /// <summary>The number of choices of each branch, where several choices are made at once.</summary>
    [Range(1, int.MaxValue)]
    public IReadOnlyList<int> MultiDiscrete { get; init; } = [];

    /// <summary>The least value of each component, where actions are numbers.</summary>
    public IReadOnlyList<float> Low { get; init; } = [];

    /// <summary>The greatest value of each component.</summary>
    public IReadOnlyList<float> High { get; init; } = [];
}
