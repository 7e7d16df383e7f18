using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Baselines;

/// <summary>
/// A plain plan for the town: look after the first need that is low, where it is looked after; what was begun is brought to its end; without
/// a need, rest. Where the sight is limited it looks for an affordance by walking straight until an edge turns it. It remembers no place.
/// </summary>
internal sealed class TownGreedyPolicy : IPolicy
{
    private const int NoHeading = -1;

    private readonly TownNeed[] _needs;
    private readonly int _progress;
    private readonly int _up;
    private readonly int _down;
    private readonly int _left;
    private readonly int _right;
    private readonly int _interact;
    private readonly int _wait;
    private RandomStream _random;

    // Of each row, the move that it searches by.
    private int[] _headings = [];

    /// <summary>Looks the needs up in what the environment shows.</summary>
    /// <exception cref="ConfigException">The environment is no town.</exception>
    public TownGreedyPolicy(EnvironmentSpec environment, RandomStream random, ConfigSpan place)
    {
        _needs = [.. TownNeed.Of(environment)];
        _progress = environment.Fields.FirstOrDefault(static field => field.Name == "interaction_progress")?.Offset ?? -1;
        _random = random;
        IReadOnlyList<string> actions = environment.Actions is DiscreteActions discrete ? discrete.Names : [];
        (_up, _down, _left, _right) = (IndexOf("up"), IndexOf("down"), IndexOf("left"), IndexOf("right"));
        (_interact, _wait) = (IndexOf("interact"), IndexOf("wait"));
        if (_needs.Length == 0 || new[] { _up, _down, _left, _right, _interact, _wait }.Contains(-1))
        {
            throw new ConfigException(place, $"town_greedy plays the town; it finds no need it knows in '{environment.Name}'");
        }

        int IndexOf(string name) => actions.ToList().IndexOf(name);
    }

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        if (_headings.Length < rows.Count)
        {
            int before = _headings.Length;
            Array.Resize(ref _headings, rows.Count);
            _headings.AsSpan(before).Fill(NoHeading);
        }

        for (int row = 0; row < rows.Count; row++)
        {
            rows.Actions[row] = Choose(rows.Observation(row), rows.Mask(row), ref _headings[row]);
        }
    }

    /// <inheritdoc/>
    public void Reset() => _headings.AsSpan().Fill(NoHeading);

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write<int>("headings", _headings);
        _random.Save(writer, "random");
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        _headings = [.. reader.ReadArray<int>("headings")];
        _random.Load(reader, "random");
    }

    /// <summary>Does nothing: there is nothing to free.</summary>
    public void Dispose()
    {
    }

    private int Choose(ReadOnlySpan<float> observation, ReadOnlySpan<bool> mask, ref int heading)
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

        return searches ? Search(mask, ref heading) : _wait;
    }

    private int Toward(float right, float down) => (right, down) switch
    {
        ( > 0, _) => _right,
        ( < 0, _) => _left,
        (_, > 0) => _down,
        (_, < 0) => _up,
        _ => _interact,
    };

    private int Search(ReadOnlySpan<bool> mask, ref int heading)
    {
        if (heading == NoHeading || !mask[heading])
        {
            Span<int> moves = [_up, _down, _left, _right];
            _random.Shuffle(moves);
            foreach (int move in moves)
            {
                heading = mask[move] ? move : heading;
            }
        }

        return heading == NoHeading || !mask[heading] ? _wait : heading;
    }
}
