namespace Hamlet.Environments;

/// <summary>The action of one step of an <see cref="IEpisode"/>.</summary>
/// <param name="choices">The choice of each branch; none where actions are continuous.</param>
/// <param name="values">The value of each component, as the agent gave it: bounds are the episode's affair. None where actions are choices.</param>
public readonly ref struct EpisodeAction(ReadOnlySpan<int> choices, ReadOnlySpan<float> values)
{
    /// <summary>The choice of each branch.</summary>
    public ReadOnlySpan<int> Choices { get; } = choices;

    /// <summary>The value of each component of a continuous action.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    /// <summary>The choice, where there is one branch.</summary>
    public int Choice => Choices[0];

    /// <summary>The value, where there is one component.</summary>
    public float Value => Values[0];
}
