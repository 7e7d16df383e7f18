namespace Hamlet.Algorithms.Replay;

/// <summary>A step with the rewards of the steps after it.</summary>
/// <param name="observation">What was seen before the step.</param>
/// <param name="action">What was done.</param>
/// <param name="rewards">The m rewards from it on, discounted and added up.</param>
/// <param name="discount">gamma^m: what the value of the observation after them counts, unless the episode terminated there.</param>
internal readonly ref struct NStepTransition(ReadOnlySpan<float> observation, int action, float rewards, float discount)
{
    public ReadOnlySpan<float> Observation { get; } = observation;

    public int Action { get; } = action;

    public float Rewards { get; } = rewards;

    public float Discount { get; } = discount;
}
