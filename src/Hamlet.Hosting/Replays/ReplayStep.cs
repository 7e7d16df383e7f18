namespace Hamlet.Hosting.Replays;

/// <summary>A step.</summary>
/// <param name="State">What the agent saw.</param>
/// <param name="Action">What it chose: one number, or several.</param>
/// <param name="Reward">What it got.</param>
internal sealed record ReplayStep(double[] State, double[] Action, double Reward);
