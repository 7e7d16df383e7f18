namespace Hamlet.Training.Callbacks;

/// <summary>What an early stop looks at.</summary>
public enum EarlyStopMoment
{
    /// <summary>The evaluations of the policy.</summary>
    Evaluation,

    /// <summary>The last training episodes, at most 100, once there are as many.</summary>
    Episodes,
}
