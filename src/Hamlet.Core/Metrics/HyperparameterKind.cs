namespace Hamlet.Metrics;

/// <summary>What a hyperparameter is.</summary>
public enum HyperparameterKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A finite number.</summary>
    Number,
}
