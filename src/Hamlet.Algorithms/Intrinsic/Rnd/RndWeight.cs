using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Algorithms.Intrinsic;

/// <summary>What a unit of the bonus counts, as it falls over training.</summary>
internal sealed class RndWeight : IStateful
{
    private readonly RndOptions _options;
    private readonly TrainingProgress _progress;
    private readonly double _leastMean;
    private readonly int[] _lengths;
    private long _episodes;
    private double _weight;

    /// <summary>Begins with the options' weight.</summary>
    /// <exception cref="ConfigException">Adaptive annealing needs a step limit, and there is none.</exception>
    public RndWeight(RndOptions options, EnvironmentSpec environment, TrainingProgress progress)
    {
        if (options.Annealing == RndAnnealing.Adaptive && environment.MaxSteps is null)
        {
            throw new ConfigException(
                options.Span,
                $"adaptive annealing measures episodes by the step limit, and '{environment.Name}' has none: set 'max_steps' of the environment, or 'annealing: linear'");
        }

        _options = options;
        _progress = progress;
        _leastMean = options.MinSurvivalFraction * (environment.MaxSteps ?? 0);
        _lengths = new int[options.AnnealWindow];
        _weight = options.Weight;
    }

    /// <summary>The present weight.</summary>
    public double Value => _options.Annealing == RndAnnealing.Linear
        ? Math.Max(_options.WeightMin, _options.Weight * (1 - Math.Min(1, _progress.Fraction / _options.AnnealFraction)))
        : _weight;

    /// <summary>An episode has ended.</summary>
    public void OnEpisodeEnd(int length)
    {
        _lengths[_episodes % _lengths.Length] = length;
        _episodes++;
        if (_options.Annealing == RndAnnealing.Adaptive && _episodes >= _lengths.Length && IsSteady())
        {
            _weight = Math.Max(_options.WeightMin, _weight * _options.AnnealRate);
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("weight", _weight);
        writer.Write("episodes", _episodes);
        writer.Write<int>("lengths", _lengths);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        _weight = reader.ReadDouble("weight");
        _episodes = reader.ReadInt64("episodes");
        reader.Read("lengths", _lengths.AsSpan());
    }

    private bool IsSteady()
    {
        double mean = 0;
        foreach (int length in _lengths)
        {
            mean += length;
        }

        mean /= _lengths.Length;
        double variance = 0;
        foreach (int length in _lengths)
        {
            variance += (length - mean) * (length - mean);
        }

        return mean > _leastMean && variance / _lengths.Length < _options.VarianceThreshold;
    }
}
