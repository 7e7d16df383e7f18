using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Fakes;

/// <summary>
/// Shows one of two cues at an episode's first step, nothing then, and asks for the cue at the last step: 1 for the right answer. Without memory
/// nobody does better than chance. Rows begin apart, so that episodes end at different steps.
/// </summary>
internal sealed class CueEnvironment : IEnvironment
{
    private readonly int _length;
    private readonly int[] _cues;
    private readonly int[] _steps;
    private RandomStream _random;

    /// <param name="rows">The rows.</param>
    /// <param name="length">The steps of an episode, the one with the cue and the one with the question among them.</param>
    /// <param name="seed">Of the cues.</param>
    public CueEnvironment(int rows, int length, ulong seed = 5)
    {
        Rows = rows;
        _length = length;
        _cues = new int[rows];
        _steps = new int[rows];
        _random = new RandomStream(seed);
    }

    public EnvironmentSpec Spec { get; } = new()
    {
        Name = "cue",
        Fields = [new ObservationField("cue", 0, 2, 0, 1, []), new ObservationField("ask", 2, 1, 0, 1, [])],
        Actions = new DiscreteActions(["left", "right"]),
    };

    public int Rows { get; }

    /// <summary>How often the deterministic policy is right in 1000 fresh episodes of rows that begin apart.</summary>
    public static double HitRate(IAlgorithm agent, int length)
    {
        using IPolicy policy = agent.CreatePolicy();
        var fresh = new CueEnvironment(rows: 10, length, seed: 77);
        var batch = new EnvironmentBatch(fresh.Spec, fresh.Rows);
        fresh.Reset(batch.All);
        policy.Reset();

        // Most rows begin within an episode, without a cue: that one does not count.
        Play(length);
        (fresh.Asked, fresh.Hits) = (0, 0);
        Play(100 * length);
        return (double)fresh.Hits / fresh.Asked;

        void Play(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                policy.Act(batch.All);
                fresh.Step(batch.All);
            }
        }
    }

    public int Asked { get; private set; }

    public int Hits { get; private set; }

    public void Reset(EnvironmentRows rows)
    {
        rows.Terminated.Clear();
        rows.Truncated.Clear();
        for (int row = 0; row < rows.Count; row++)
        {
            Begin(rows, row);
            _steps[row] = row % _length;
            Show(rows.Observation(row), row);
        }
    }

    public void Step(EnvironmentRows rows)
    {
        rows.Rewards.Clear();
        rows.Truncated.Clear();
        for (int row = 0; row < rows.Count; row++)
        {
            bool asked = ++_steps[row] == _length;
            rows.Terminated[row] = asked;
            if (asked)
            {
                int hit = rows.Actions[row] == _cues[row] ? 1 : 0;
                Asked++;
                Hits += hit;
                rows.Rewards[row] = hit;
                Show(rows.FinalObservation(row), row);
                Begin(rows, row);
            }
            else
            {
                Show(rows.Observation(row), row);
            }
        }
    }

    public void SaveState(StateWriter writer)
    {
        writer.Write<int>("cues", _cues);
        writer.Write<int>("steps", _steps);
        _random.Save(writer, "random");
    }

    public void LoadState(StateReader reader)
    {
        reader.Read("cues", _cues.AsSpan());
        reader.Read("steps", _steps.AsSpan());
        _random.Load(reader, "random");
    }

    public void Dispose()
    {
    }

    private void Begin(EnvironmentRows rows, int row)
    {
        _cues[row] = _random.NextInt32(2);
        _steps[row] = 0;
        Show(rows.Observation(row), row);
    }

    private void Show(Span<float> observation, int row)
    {
        observation.Clear();
        if (_steps[row] == 0)
        {
            observation[_cues[row]] = 1;
        }

        observation[2] = _steps[row] == _length - 1 ? 1 : 0;
    }
}
