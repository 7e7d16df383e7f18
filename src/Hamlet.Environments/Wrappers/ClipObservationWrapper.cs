using Hamlet.Configuration;
using Hamlet.State;

namespace Hamlet.Environments.Wrappers;

/// <summary>Keeps every value of the observation within bounds.</summary>
[Wrapper("clip_observation")]
public sealed class ClipObservationWrapper : IWrapper, IAffineObservations
{
    private readonly float _low;
    private readonly float _high;

    /// <summary>Makes it.</summary>
    /// <exception cref="ConfigException">The bounds are the wrong way round.</exception>
    public ClipObservationWrapper(ClipObservationOptions options, WrapperContext context)
    {
        if (!(options.Low < options.High))
        {
            throw new ConfigException(options.Span, FormattableString.Invariant(
                $"clip_observation: 'low' is {options.Low}, which is not less than 'high', {options.High}"));
        }

        _low = (float)options.Low;
        _high = (float)options.High;
        Spec = context.Environment with
        {
            Fields = [.. context.Environment.Fields.Select(f => f with { Low = Math.Max(f.Low, _low), High = Math.Min(f.High, _high) })],
        };
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public void Reset(EnvironmentRows world, EnvironmentRows agent)
    {
        Clip(world.Observations, agent.Observations);
        world.CopyOutcomeTo(agent);
    }

    /// <inheritdoc/>
    public void Step(EnvironmentRows world, EnvironmentRows agent)
    {
        Reset(world, agent);
        Clip(world.FinalObservations, agent.FinalObservations);
    }

    /// <inheritdoc/>
    public (float Low, float High) Describe(Span<float> shift, Span<float> scale)
    {
        shift.Clear();
        scale.Fill(1);
        return (_low, _high);
    }

    /// <inheritdoc/>
    public IWrapper CreateFrozen(int rows) => this;

    /// <summary>There is nothing to save.</summary>
    public void SaveState(StateWriter writer)
    {
    }

    /// <summary>There is nothing to load.</summary>
    public void LoadState(StateReader reader)
    {
    }

    private void Clip(ReadOnlySpan<float> values, Span<float> destination)
    {
        for (int i = 0; i < values.Length; i++)
        {
            destination[i] = Math.Clamp(values[i], _low, _high);
        }
    }
}
