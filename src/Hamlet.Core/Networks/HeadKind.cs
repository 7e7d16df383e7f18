namespace Hamlet.Networks;

/// <summary>How a head follows from the trunk.</summary>
public enum HeadKind
{
    /// <summary>A linear layer.</summary>
    Linear,

    /// <summary>
    /// Two linear layers, a value v and one advantage a for each output, joined as v + a - mean(a) (Wang et al., 2016, equation 9).
    /// </summary>
    Dueling,

    /// <summary>Parameters of their own that do not depend on the observation, such as the logarithm of a standard deviation.</summary>
    StateIndependent,

    /// <summary>
    /// What the other heads stand on, as it is: as wide as <see cref="NetworkSpec.FeatureCount"/>, without parameters. A gradient with respect
    /// to it is ignored.
    /// </summary>
    Features,
}
