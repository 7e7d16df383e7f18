namespace Hamlet.Outputs.Wandb;

/// <summary>What becomes of what is logged for Weights &amp; Biases.</summary>
public enum WandbMode
{
    /// <summary>It is written to disk, and sent from there while training goes on.</summary>
    Online,

    /// <summary>It is written to disk, for <c>wandb sync</c> or <c>hamlet sync</c>.</summary>
    Offline,

    /// <summary>Nothing is written.</summary>
    Disabled,
}
