using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.SamplePlugins;

/// <summary>The best allowed action of a table.</summary>
internal sealed class TabularQPolicy(double[] values, int actions) : IPolicy
{
    public void Act(EnvironmentRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            int cell = rows.Observation(row).IndexOf(1f);
            int best = -1;
            for (int a = 0; a < actions; a++)
            {
                if (rows.Mask(row)[a] && (best < 0 || values[(cell * actions) + a] > values[(cell * actions) + best]))
                {
                    best = a;
                }
            }

            rows.Actions[row] = best;
        }
    }

    public void SaveState(StateWriter writer) => writer.Write<double>("values", values);

    public void LoadState(StateReader reader) => reader.Read("values", values.AsSpan());

    public void Dispose()
    {
    }
}
