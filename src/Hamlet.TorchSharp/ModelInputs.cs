using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>A batch on the device.</summary>
/// <param name="Observations">[time * size, inputs].</param>
/// <param name="Size">The number of sequences.</param>
/// <param name="Time">The length of each.</param>
/// <param name="InitialState">[size, state size], or null for zeros.</param>
/// <param name="Keep">[time * size, 1]: 0 where an episode begins and the state is cleared first, else 1; null for 1.</param>
internal readonly record struct ModelInputs(Tensor Observations, int Size, int Time, Tensor? InitialState, Tensor? Keep);
