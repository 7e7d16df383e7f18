using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Ppo;

/// <summary>
/// Two choices at once, of 3 and of 2: each that equals its one-hot part of the observation is worth 1/2. The other choices are at times
/// forbidden. Every step is an episode.
/// </summary>
internal sealed class PairEnvironment : IEnvironment
{
    private static readonly int[] s_counts = [3, 2];
    private RandomStream _random = new(5);

    public EnvironmentSpec Spec { get; } = new()
    {
        Name = "pair",
        Fields = [new ObservationField("first", 0, 3, 0, 1, []), new ObservationField("second", 3, 2, 0, 1, [])],
        Actions = new MultiDiscreteActions(s_counts),
        HasMasks = true,
    };

    public int Rows => 2;

    public double Reward { get; set; }

    public bool MaskBroken { get; private set; }

    public void Reset(EnvironmentRows rows) => Draw(rows);

    public void Step(EnvironmentRows rows)
    {
        rows.Rewards.Clear();
        for (int row = 0; row < rows.Count; row++)
        {
            for (int branch = 0, first = 0; branch < s_counts.Length; first += s_counts[branch++])
            {
                int choice = first + rows.Actions[(row * s_counts.Length) + branch];
                MaskBroken |= !rows.Mask(row)[choice];
                rows.Rewards[row] += rows.Observation(row)[choice] / 2;
            }

            Reward += rows.Rewards[row];
        }

        rows.Terminated.Fill(true);
        rows.Truncated.Clear();
        Draw(rows);
    }

    public void SaveState(StateWriter writer) => _random.Save(writer, "random");

    public void LoadState(StateReader reader) => _random.Load(reader, "random");

    public void Dispose()
    {
    }

    private void Draw(EnvironmentRows rows)
    {
        rows.Observations.Clear();
        for (int row = 0; row < rows.Count; row++)
        {
            foreach (ref bool allowed in rows.Mask(row))
            {
                allowed = _random.NextDouble() < 0.6;
            }

            for (int branch = 0, first = 0; branch < s_counts.Length; first += s_counts[branch++])
            {
                int right = first + _random.NextInt32(s_counts[branch]);
                rows.Observation(row)[right] = 1;
                rows.Mask(row)[right] = true;
            }
        }
    }
}
