using Hamlet.Configuration;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Exploration;

/// <summary>
/// An action is drawn with a probability in proportion to exp(Q(s, a) / temperature), among the allowed ones (Sutton, 1990, "Integrated
/// architectures for learning, planning, and reacting based on approximating dynamic programming").
/// </summary>
/// <remarks>The greatest allowed value is taken off all of them first, so that no exponential is infinite and their sum is at least 1.</remarks>
[Exploration("boltzmann")]
public sealed class BoltzmannExploration : IExploration
{
    private readonly BoltzmannOptions _options;
    private readonly int _actions;
    private readonly TrainingProgress _progress;
    private readonly double[] _weights;

    /// <summary>Begins at the first temperature.</summary>
    /// <exception cref="ConfigException">The temperature would rise.</exception>
    public BoltzmannExploration(BoltzmannOptions options, ExplorationContext context)
    {
        if (options.TemperatureMin > options.TemperatureStart)
        {
            throw new ConfigException(options.Span, FormattableString.Invariant(
                $"'temperature_min' ({options.TemperatureMin}) is above 'temperature_start' ({options.TemperatureStart})"));
        }

        _options = options;
        _actions = context.Actions;
        _progress = context.Progress;
        _weights = new double[context.Actions];
    }

    /// <summary>The present temperature.</summary>
    public double Rate
    {
        get
        {
            double span = _options.TemperatureFraction;
            double done = span > 0 ? Math.Min(1, _progress.Fraction / span) : 1;
            return ((1 - done) * _options.TemperatureStart) + (done * _options.TemperatureMin);
        }
    }

    /// <inheritdoc/>
    public int SelectWithoutValues(ReadOnlySpan<bool> masks, Span<int> actions, ref RandomStream random)
    {
        actions.Fill(IExploration.Undecided);
        return actions.Length;
    }

    /// <inheritdoc/>
    public void SelectByValues(ReadOnlySpan<float> values, ReadOnlySpan<bool> masks, Span<int> actions, ref RandomStream random)
    {
        double temperature = Rate;
        for (int row = 0; row < actions.Length; row++)
        {
            if (actions[row] == IExploration.Undecided)
            {
                int from = row * _actions;
                actions[row] = Draw(values.Slice(from, _actions), masks.Slice(from, _actions), temperature, ref random);
            }
        }
    }

    /// <summary>Does nothing: the temperature follows the steps.</summary>
    public void OnEpisodeEnd()
    {
    }

    /// <summary>Writes nothing: the temperature follows from the step.</summary>
    public void SaveState(StateWriter writer)
    {
    }

    /// <summary>Reads nothing.</summary>
    public void LoadState(StateReader reader)
    {
    }

    private int Draw(ReadOnlySpan<float> values, ReadOnlySpan<bool> mask, double temperature, ref RandomStream random)
    {
        int best = MaskedActions.ArgMax(values, mask);
        double sum = 0;
        for (int action = 0; action < values.Length; action++)
        {
            _weights[action] = mask[action] ? Math.Exp(((double)values[action] - values[best]) / temperature) : 0;
            sum += _weights[action];
        }

        double left = random.NextDouble() * sum;
        for (int action = 0; action < values.Length; action++)
        {
            // A weight of 0 is never drawn, nor is anything where values are no numbers and there is no sum.
            if (_weights[action] > 0 && (left -= _weights[action]) < 0)
            {
                return action;
            }
        }

        return best;
    }
}
