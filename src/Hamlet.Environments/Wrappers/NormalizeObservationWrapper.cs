using Hamlet.State;
using Hamlet.Statistics;

namespace Hamlet.Environments.Wrappers;

/// <summary>
/// Brings every value of the observation to mean 0 and variance 1 over all that the agent has seen, and within bounds. The statistics are
/// saved with the agent and go with its policy. Final observations are normalised and not counted, as in stable-baselines3.
/// </summary>
[Wrapper("normalize_observation")]
public sealed class NormalizeObservationWrapper : IWrapper, IAffineObservations, IWrapperStatistics
{
    private readonly NormalizeObservationOptions _options;
    private readonly RunningMoments _moments;
    private readonly bool _learns;

    /// <summary>Makes a wrapper that has seen nothing.</summary>
    public NormalizeObservationWrapper(NormalizeObservationOptions options, WrapperContext context)
        : this(options, Bounded(context.Environment, options.ClipObs), learns: true)
    {
    }

    private NormalizeObservationWrapper(NormalizeObservationOptions options, EnvironmentSpec spec, bool learns)
    {
        _options = options;
        _learns = learns;
        _moments = new RunningMoments(spec.ObservationSize);
        Spec = spec;
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <summary>What it has seen.</summary>
    public RunningMoments Moments => _moments;

    /// <inheritdoc/>
    public void Reset(EnvironmentRows world, EnvironmentRows agent)
    {
        See(world, agent);
        world.CopyOutcomeTo(agent);
    }

    /// <inheritdoc/>
    public void Step(EnvironmentRows world, EnvironmentRows agent)
    {
        See(world, agent);
        world.CopyOutcomeTo(agent);
        for (int row = 0; row < world.Count; row++)
        {
            if (world.Terminated[row] || world.Truncated[row])
            {
                _moments.Normalize(world.FinalObservation(row), agent.FinalObservation(row), _options.Epsilon, _options.ClipObs);
            }
        }
    }

    /// <inheritdoc/>
    public (float Low, float High) Describe(Span<float> shift, Span<float> scale)
    {
        for (int i = 0; i < shift.Length; i++)
        {
            shift[i] = (float)_moments.Mean[i];
            scale[i] = (float)(1 / Math.Sqrt(_moments.Variance[i] + _options.Epsilon));
        }

        return ((float)-_options.ClipObs, (float)_options.ClipObs);
    }

    /// <inheritdoc/>
    public IWrapper CreateFrozen(int rows)
    {
        var frozen = new NormalizeObservationWrapper(_options, Spec, learns: false);
        frozen._moments.CopyFrom(_moments);
        return frozen;
    }

    /// <inheritdoc/>
    public void TakeStatistics(StateReader saved) => LoadState(saved);

    /// <inheritdoc/>
    public void SaveState(StateWriter writer) => writer.Write("moments", _moments);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => reader.Read("moments", _moments);

    private static EnvironmentSpec Bounded(EnvironmentSpec world, double bound) => world with
    {
        Fields = [.. world.Fields.Select(field => field with { Low = (float)-bound, High = (float)bound })],
    };

    private void See(EnvironmentRows world, EnvironmentRows agent)
    {
        if (_learns)
        {
            _moments.Add(world.Observations);
        }

        _moments.Normalize(world.Observations, agent.Observations, _options.Epsilon, _options.ClipObs);
    }
}
