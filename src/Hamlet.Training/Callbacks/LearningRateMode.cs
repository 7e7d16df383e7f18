namespace Hamlet.Training.Callbacks;

/// <summary>When a step size changes.</summary>
public enum LearningRateMode
{
    /// <summary>After every so many steps (PyTorch's <c>StepLR</c>).</summary>
    Step,

    /// <summary>When evaluations bring nothing better (PyTorch's <c>ReduceLROnPlateau</c>).</summary>
    Plateau,
}
