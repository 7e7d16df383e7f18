namespace Hamlet.Metrics;

/// <summary>
/// The options of an output that says itself whether it is on when an experiment does not mention it. <c>metrics: { NAME: true }</c>
/// stands for <c>metrics: { NAME: { enabled: true } }</c>.
/// </summary>
public interface ISinkOptions
{
    /// <summary>Whether the output writes.</summary>
    bool Enabled { get; }

    /// <summary>
    /// What is wrong with the values where that is more than a range says, in words with the remedy; null where nothing is. It is said
    /// with the other errors of the experiment's file, before anything is written.
    /// </summary>
    string? Problem => null;
}
