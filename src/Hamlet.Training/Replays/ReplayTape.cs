using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Training.Replays;

/// <summary>The steps of the episode that one row is in. Used again for the next; it grows to the longest episode and stays so.</summary>
/// <param name="spec">What the environment is like.</param>
/// <param name="scene">Where everything in it stands; null where it has no places.</param>
internal sealed class ReplayTape(EnvironmentSpec spec, IScene? scene = null) : IStateful
{
    // Of the agent, in each step; of the things, which stand still while an episode lasts, once.
    private const int Coordinates = 2;

    private readonly int[] _places = new int[scene is null ? 0 : Coordinates * (1 + scene.AffordanceNames.Count)];
    private readonly int _stateSize = spec.ObservationSize;
    private readonly int _choices = spec.Actions.DiscreteSize;
    private readonly int _components = spec.Actions.ContinuousSize;
    private float[] _states = [];
    private int[] _actions = [];
    private float[] _continuous = [];
    private float[] _rewards = [];
    private int[] _path = [];
    private int _capacity;

    /// <summary>Whether the row's episode is kept.</summary>
    public bool Recording { get; private set; }

    /// <summary>The steps recorded.</summary>
    public int Length { get; private set; }

    /// <summary>Begins an episode.</summary>
    public void Begin(bool recording)
    {
        Recording = recording;
        Length = 0;
    }

    /// <summary>Takes what the agent saw and what it chose, and where it stood.</summary>
    public void AddChoice(EnvironmentRows rows, int row)
    {
        if (Length == _capacity)
        {
            Grow();
        }

        if (scene is not null)
        {
            scene.ReadScene(rows.First + row, _places);
            _places.AsSpan(0, Coordinates).CopyTo(_path.AsSpan(Length * Coordinates));
        }

        rows.Observation(row).CopyTo(_states.AsSpan(Length * _stateSize));
        rows.Actions.Slice(row * _choices, _choices).CopyTo(_actions.AsSpan(Length * _choices));
        rows.ContinuousActions.Slice(row * _components, _components).CopyTo(_continuous.AsSpan(Length * _components));
    }

    /// <summary>Takes what came of it.</summary>
    public void AddReward(float reward) => _rewards[Length++] = reward;

    /// <summary>A copy of the episode, which has just ended.</summary>
    public ReplayEpisode ToEpisode(string agent, FinishedEpisode episode, EnvironmentRows rows, int row, DateTimeOffset time) => new()
    {
        Number = episode.Number,
        Agent = agent,
        Return = episode.Return,
        Time = time,
        Length = Length,
        Truncated = rows.Truncated[row] && !rows.Terminated[row],
        EndReason = spec.EndReasons[rows.EndReasons[row]],
        States = _states.AsSpan(0, Length * _stateSize).ToArray(),
        FinalState = rows.FinalObservation(row).ToArray(),
        Actions = _actions.AsSpan(0, Length * _choices).ToArray(),
        ContinuousActions = _continuous.AsSpan(0, Length * _components).ToArray(),
        Rewards = _rewards.AsSpan(0, Length).ToArray(),
        Scene = scene is null ? null : new ReplayScene(
            scene.GridWidth, scene.GridHeight, scene.AffordanceNames, _places[Coordinates..], _path.AsSpan(0, Length * Coordinates).ToArray()),
    };

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("recording", Recording);
        writer.Write<float>("states", _states.AsSpan(0, Length * _stateSize));
        writer.Write<int>("actions", _actions.AsSpan(0, Length * _choices));
        writer.Write<float>("continuous", _continuous.AsSpan(0, Length * _components));
        writer.Write<float>("rewards", _rewards.AsSpan(0, Length));
        if (scene is not null)
        {
            writer.Write<int>("places", _places);
            writer.Write<int>("path", _path.AsSpan(0, Length * Coordinates));
        }
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        ReadOnlySpan<float> rewards = reader.ReadArray<float>("rewards");
        Begin(reader.ReadBoolean("recording"));
        while (_capacity < rewards.Length)
        {
            Grow();
        }

        reader.Read("states", _states.AsSpan(0, rewards.Length * _stateSize));
        reader.Read("actions", _actions.AsSpan(0, rewards.Length * _choices));
        reader.Read("continuous", _continuous.AsSpan(0, rewards.Length * _components));
        rewards.CopyTo(_rewards);
        if (scene is not null)
        {
            reader.Read("places", _places.AsSpan());
            reader.Read("path", _path.AsSpan(0, rewards.Length * Coordinates));
        }

        Length = rewards.Length;
    }

    private void Grow()
    {
        _capacity = Math.Max(64, 2 * _capacity);
        Array.Resize(ref _states, _capacity * _stateSize);
        Array.Resize(ref _actions, _capacity * _choices);
        Array.Resize(ref _continuous, _capacity * _components);
        Array.Resize(ref _rewards, _capacity);
        Array.Resize(ref _path, scene is null ? 0 : _capacity * Coordinates);
    }
}
