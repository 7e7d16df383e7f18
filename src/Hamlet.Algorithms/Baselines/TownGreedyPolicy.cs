using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Algorithms.Baselines;

/// <summary>
/// A plain plan for the town: look after the first need that is low, where it is looked after; what was begun is brought to its end; without
/// a need, rest. Where the sight is limited it looks for a place by walking round, a quarter of the grid from its edge: in the town of 8 by 8 cells
/// and a sight of two, one round passes everything. It remembers no place.
/// </summary>
internal sealed class TownGreedyPolicy : IPolicy
{
    private readonly TownNeed[] _needs;
    private readonly int _progress;
    private readonly int _up;
    private readonly int _down;
    private readonly int _left;
    private readonly int _right;
    private readonly int _interact;
    private readonly int _wait;
    private readonly int _position;

    /// <summary>Looks the needs up in what the environment shows.</summary>
    /// <exception cref="ConfigException">The environment is no town.</exception>
    public TownGreedyPolicy(EnvironmentSpec environment, ConfigSpan place)
    {
        _needs = [.. TownNeed.Of(environment)];
        _progress = Offset("interaction_progress");
        _position = Offset("position");
        IReadOnlyList<string> actions = environment.Actions is DiscreteActions discrete ? discrete.Names : [];
        (_up, _down, _left, _right) = (IndexOf("up"), IndexOf("down"), IndexOf("left"), IndexOf("right"));
        (_interact, _wait) = (IndexOf("interact"), IndexOf("wait"));
        if (_needs.Length == 0 || _position < 0 || new[] { _up, _down, _left, _right, _interact, _wait }.Contains(-1))
        {
            throw new ConfigException(place, $"town_greedy plays the town; it finds no need it knows in '{environment.Name}'");
        }

        int Offset(string field) => environment.Fields.FirstOrDefault(f => f.Name == field)?.Offset ?? -1;

        int IndexOf(string name) => actions.ToList().IndexOf(name);
    }

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            rows.Actions[row] = Choose(rows.Observation(row), rows.Mask(row));
        }
    }

    /// <summary>Writes nothing: nothing is remembered.</summary>
    public void SaveState(StateWriter writer)
    {
    }

    /// <summary>Reads nothing.</summary>
    public void LoadState(StateReader reader)
    {
    }

    /// <summary>Does nothing: there is nothing to free.</summary>
    public void Dispose()
    {
    }

    private int Choose(ReadOnlySpan<float> observation, ReadOnlySpan<bool> mask)
    {
        if (_progress >= 0 && observation[_progress] > 0 && mask[_interact])
        {
            return _interact;
        }

        bool searches = false;
        foreach (ref readonly TownNeed need in _needs.AsSpan())
        {
            if (observation[need.Meter] < need.Below && observation[need.Usable] > 0)
            {
                if (need.Seen < 0 || observation[need.Seen] > 0)
                {
                    return Toward(observation[need.Right], observation[need.Down]);
                }

                searches = true;
            }
        }

        return searches ? Around(observation[_position], observation[_position + 1]) : _wait;
    }

    private int Toward(float right, float down) => (right, down) switch
    {
        ( > 0, _) => _right,
        ( < 0, _) => _left,
        (_, > 0) => _down,
        (_, < 0) => _up,
        _ => _interact,
    };

    // Clockwise; from anywhere else the nearest step onto the round comes first. Shares of the grid: 0 left and above, 1 right and below.
    private int Around(float x, float y) => (x, y) switch
    {
        ( < 0.25f, _) => _right,
        ( > 0.75f, _) => _left,
        (_, < 0.25f) => _down,
        (_, > 0.75f) => _up,
        ( < 0.65f, < 0.35f) => _right,
        ( > 0.65f, < 0.65f) => _down,
        ( > 0.35f, > 0.65f) => _left,
        ( < 0.35f, _) => _up,
        _ => _left,
    };
}
