using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Tests.Formats.Onnx;

/// <summary>Takes a learned mean off each value, divides by two, and keeps the result within ±0.8.</summary>
internal sealed class StandardisingWrapper(EnvironmentSpec world) : IWrapper, IAffineObservations
{
    public float Mean { get; set; }

    public EnvironmentSpec Spec => world;

    public void Reset(EnvironmentRows world, EnvironmentRows agent) => Step(world, agent);

    public void Step(EnvironmentRows world, EnvironmentRows agent)
    {
        for (int i = 0; i < world.Observations.Length; i++)
        {
            agent.Observations[i] = Math.Clamp((world.Observations[i] - Mean) * 0.5f, -0.8f, 0.8f);
        }

        world.CopyOutcomeTo(agent);
    }

    public (float Low, float High) Describe(Span<float> shift, Span<float> scale)
    {
        shift.Fill(Mean);
        scale.Fill(0.5f);
        return (-0.8f, 0.8f);
    }

    public IWrapper CreateFrozen(int rows) => this;

    public void SaveState(StateWriter writer) => writer.Write("mean", (double)Mean);

    public void LoadState(StateReader reader) => Mean = (float)reader.ReadDouble("mean");
}
