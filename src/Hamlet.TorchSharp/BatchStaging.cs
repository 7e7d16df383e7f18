using Hamlet.Networks;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>Writes a batch into a staging buffer and reads it back as tensors, whatever else the buffer holds behind it.</summary>
internal static class BatchStaging
{
    /// <summary>The most floats that a batch of so many rows takes.</summary>
    public static long Length(NetworkSpec spec, int maxRows) => (long)maxRows * (spec.Inputs + spec.StateSize + (spec.StateSize > 0 ? 1 : 0));

    /// <summary>Writes observations, state and resets, one behind the other.</summary>
    /// <returns>How many floats that were.</returns>
    public static int Write(in Batch batch, Span<float> target)
    {
        batch.Observations.CopyTo(target);
        int next = batch.Observations.Length;
        batch.InitialState.CopyTo(target[next..]);
        next += batch.InitialState.Length;
        foreach (bool reset in batch.Resets)
        {
            target[next++] = reset ? 0 : 1;
        }

        return next;
    }

    /// <summary>What was written, on the device.</summary>
    public static ModelInputs Read(in Batch batch, NetworkSpec spec, Tensor uploaded)
    {
        int observations = batch.Observations.Length;
        int state = batch.InitialState.Length;
        return new ModelInputs(
            uploaded.narrow(0, 0, observations).view(batch.Rows, spec.Inputs),
            batch.Size,
            batch.Time,
            state == 0 ? null : uploaded.narrow(0, observations, state).view(batch.Size, spec.StateSize),
            batch.Resets.IsEmpty || spec.StateSize == 0 ? null : uploaded.narrow(0, observations + state, batch.Resets.Length).view(batch.Rows, 1));
    }
}
