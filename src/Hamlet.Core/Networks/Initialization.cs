namespace Hamlet.Networks;

/// <summary>How weights begin. Biases begin at zero with <see cref="Orthogonal"/>.</summary>
public enum Initialization
{
    /// <summary>
    /// Uniform in ±1/sqrt(fan-in), biases too: what <c>torch.nn.Linear</c> does, and so what published DQN results began from
    /// (He et al., 2015, with the negative slope sqrt(5)). In a recurrent layer ±1/sqrt(size), what <c>torch.nn.GRU</c> does.
    /// </summary>
    Kaiming,

    /// <summary>
    /// Orthogonal rows or columns times a gain (Saxe et al., 2014): sqrt(2) in the trunk, the head's own gain in a head, 1 in a recurrent layer.
    /// </summary>
    Orthogonal,
}
