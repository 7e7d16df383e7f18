namespace Hamlet.Torch;

/// <summary>How the TorchSharp backend computes.</summary>
[Options]
public sealed partial record TorchSharpBackendOptions
{
    /// <summary>
    /// Threads of the processor, for the whole process. One is the fastest for networks of some hundred units, and the only number that gives
    /// the same bits in every run.
    /// </summary>
    [Range(1, 1024)]
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Whether updates of DQN and PPO run on the device as a whole: observations go up once and results come down once for a minibatch.
    /// Without, losses are computed by the algorithms' own code, which differs by rounding.
    /// </summary>
    public bool DeviceUpdates { get; init; } = true;
}
