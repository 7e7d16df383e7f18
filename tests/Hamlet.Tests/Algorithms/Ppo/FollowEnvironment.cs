using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Ppo;

/// <summary>The action should equal the observation, a number in ±0.8; the reward is minus the square of the difference. Bounds are ±1.</summary>
internal sealed class FollowEnvironment : IEnvironment
{
    private RandomStream _random = new(5);
    private int _steps;

    public EnvironmentSpec Spec { get; } = new()
    {
        Name = "follow",
        Fields = [new ObservationField("target", 0, 1, -1, 1, [])],
        Actions = new ContinuousActions([-1], [1]),
    };

    public int Rows => 2;

    /// <summary>The sum of the squared differences, since the last reading.</summary>
    public double Loss { get; set; }

    public bool BoundsBroken { get; private set; }

    public void Reset(EnvironmentRows rows) => Draw(rows);

    public void Step(EnvironmentRows rows)
    {
        bool cut = ++_steps % 5 == 0;
        for (int row = 0; row < rows.Count; row++)
        {
            float action = rows.ContinuousActions[row];
            float difference = action - rows.Observations[row];
            BoundsBroken |= Math.Abs(action) > 1;
            rows.Rewards[row] = -difference * difference;
            Loss += difference * difference;
        }

        rows.Terminated.Clear();
        rows.Truncated.Fill(cut);
        rows.Observations.CopyTo(rows.FinalObservations);
        Draw(rows);
    }

    public void SaveState(StateWriter writer)
    {
        writer.Write("steps", _steps);
        _random.Save(writer, "random");
    }

    public void LoadState(StateReader reader)
    {
        _steps = (int)reader.ReadInt64("steps");
        _random.Load(reader, "random");
    }

    public void Dispose()
    {
    }

    private void Draw(EnvironmentRows rows)
    {
        foreach (ref float target in rows.Observations)
        {
            target = (float)_random.NextDouble(-0.8, 0.8);
        }
    }
}
