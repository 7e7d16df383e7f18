namespace Hamlet.Training.Callbacks;

/// <summary>When a step size changes.</summary>
public enum LearningRateMode
{
    /// <summary>After every so many steps (PyTorch's <c>StepLR</c>).</summary>
    Step,

    /// <summary>At every step a little, so that after every so many steps it has come to the same (Keras' <c>ExponentialDecay</c>).</summary>
    Exponential,

    /// <summary>When evaluations bring nothing better (PyTorch's <c>ReduceLROnPlateau</c>).</summary>
    Plateau,
}
