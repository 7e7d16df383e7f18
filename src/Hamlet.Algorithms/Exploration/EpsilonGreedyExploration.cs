using Hamlet.Configuration;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Exploration;

/// <summary>
/// With probability epsilon an action is drawn from the allowed ones, each equally likely; else the best allowed one is taken (Sutton and
/// Barto, 2018, section 2.2).
/// </summary>
[Exploration("epsilon_greedy")]
public sealed class EpsilonGreedyExploration : IExploration
{
    private const double DefaultFraction = 0.3;

    private readonly EpsilonGreedyOptions _options;
    private readonly int _actions;
    private readonly TrainingProgress _progress;
    private double _decayed;

    /// <summary>Begins at the first epsilon.</summary>
    /// <exception cref="ConfigException">The options contradict each other.</exception>
    public EpsilonGreedyExploration(EpsilonGreedyOptions options, ExplorationContext context)
    {
        options.Validate();
        _options = options;
        _actions = context.Actions;
        _progress = context.Progress;
        _decayed = options.EpsilonStart;
    }

    /// <summary>Epsilon: the present probability of a random action.</summary>
    public double Rate => _options.EpsilonDecay is null ? Linear() : _decayed;

    /// <inheritdoc/>
    public int SelectWithoutValues(ReadOnlySpan<bool> masks, Span<int> actions, ref RandomStream random)
    {
        double epsilon = Rate;
        int undecided = 0;
        for (int row = 0; row < actions.Length; row++)
        {
            if (random.NextDouble() < epsilon)
            {
                actions[row] = MaskedActions.Sample(masks.Slice(row * _actions, _actions), ref random);
            }
            else
            {
                actions[row] = IExploration.Undecided;
                undecided++;
            }

            if (_options.DecayPer is DecayPer.Step)
            {
                Decay();
            }
        }

        return undecided;
    }

    /// <inheritdoc/>
    public void SelectByValues(ReadOnlySpan<float> values, ReadOnlySpan<bool> masks, Span<int> actions, ref RandomStream random)
    {
        for (int row = 0; row < actions.Length; row++)
        {
            if (actions[row] == IExploration.Undecided)
            {
                actions[row] = MaskedActions.ArgMax(values.Slice(row * _actions, _actions), masks.Slice(row * _actions, _actions));
            }
        }
    }

    /// <inheritdoc/>
    public void OnEpisodeEnd()
    {
        if (_options.DecayPer is null or DecayPer.Episode)
        {
            Decay();
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer) => writer.Write("epsilon", _decayed);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => _decayed = reader.ReadDouble("epsilon");

    private double Linear()
    {
        double span = _options.EpsilonFraction ?? DefaultFraction;
        double done = span > 0 ? Math.Min(1, _progress.Fraction / span) : 1;
        return ((1 - done) * _options.EpsilonStart) + (done * _options.EpsilonMin);
    }

    private void Decay() => _decayed = Math.Max(_options.EpsilonMin, _decayed * (_options.EpsilonDecay ?? 1));
}
