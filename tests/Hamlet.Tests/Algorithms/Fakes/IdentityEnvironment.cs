using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Fakes;

/// <summary>
/// The observation is one-hot i, and action i is worth 1. Some other actions are forbidden, never i itself. Episodes last a fixed number of
/// steps and are truncated, or terminated in every other one.
/// </summary>
internal sealed class IdentityEnvironment : IEnvironment
{
    private readonly int _length;
    private readonly RandomStream[] _random;
    private readonly int[] _states;
    private readonly int[] _steps;
    private readonly int[] _episodes;

    public IdentityEnvironment(int size, int rows, ulong seed, int length = 10)
    {
        _length = length;
        Rows = rows;
        Spec = new EnvironmentSpec
        {
            Name = "identity",
            Fields = [new ObservationField("state", 0, size, 0, 1, [])],
            Actions = new DiscreteActions([.. Enumerable.Range(0, size).Select(i => $"a{i}")]),
            HasMasks = true,
        };
        _states = new int[rows];
        _steps = new int[rows];
        _episodes = new int[rows];
        var streams = new RandomStreams(seed);
        _random = [.. Enumerable.Range(0, rows).Select(row => streams.Create("row", row))];
    }

    public EnvironmentSpec Spec { get; }

    public int Rows { get; }

    /// <summary>How often the right action was taken, since the last reading.</summary>
    public long Hits { get; set; }

    /// <summary>Whether any forbidden action was taken.</summary>
    public bool MaskBroken { get; private set; }

    public void Reset(EnvironmentRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            _steps[rows.First + row] = 0;
            Draw(rows.First + row, rows.Observation(row), rows.Mask(row));
        }
    }

    public void Step(EnvironmentRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            int id = rows.First + row;
            int action = rows.Actions[row];
            MaskBroken |= !rows.Mask(row)[action];
            bool hit = action == _states[id];
            Hits += hit ? 1 : 0;
            rows.Rewards[row] = hit ? 1 : 0;
            bool ended = ++_steps[id] == _length;
            rows.Terminated[row] = ended && _episodes[id] % 2 == 1;
            rows.Truncated[row] = ended && _episodes[id] % 2 == 0;
            if (ended)
            {
                Draw(id, rows.FinalObservation(row), rows.FinalMask(row));
                _steps[id] = 0;
                _episodes[id]++;
            }

            Draw(id, rows.Observation(row), rows.Mask(row));
        }
    }

    public void SaveState(StateWriter writer)
    {
        writer.Write<int>("states", _states);
        writer.Write<int>("steps", _steps);
        writer.Write<int>("episodes", _episodes);
        RandomStream.Save(writer, "random", _random);
    }

    public void LoadState(StateReader reader)
    {
        reader.Read("states", _states.AsSpan());
        reader.Read("steps", _steps.AsSpan());
        reader.Read("episodes", _episodes.AsSpan());
        RandomStream.Load(reader, "random", _random);
    }

    public void Dispose()
    {
    }

    private void Draw(int id, Span<float> observation, Span<bool> mask)
    {
        _states[id] = _random[id].NextInt32(observation.Length);
        observation.Clear();
        observation[_states[id]] = 1;
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = i == _states[id] || _random[id].NextDouble() < 0.7;
        }
    }
}
