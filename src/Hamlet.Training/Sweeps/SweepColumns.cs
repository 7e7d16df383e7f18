using Hamlet.Metrics;
using Hamlet.Training.Experiments;

namespace Hamlet.Training.Sweeps;

/// <summary>In which hyperparameters the trials of a sweep differ.</summary>
public static class SweepColumns
{
    /// <summary>Seeds make no trial.</summary>
    private const string Seed = "experiment.seed";

    /// <summary>The hyperparameters that are not the same in all experiments, with all of their values, in the order of the first one that has each.</summary>
    public static IReadOnlyList<HyperparameterColumn> Of(IEnumerable<Experiment> trials)
    {
        var values = new OrderedDictionary<string, List<Hyperparameter>>(StringComparer.Ordinal);
        int count = 0;
        foreach (Experiment trial in trials)
        {
            count++;
            foreach (Hyperparameter value in RunHyperparameters.Of(trial).Where(static v => v.Name != Seed))
            {
                if (!values.TryGetValue(value.Name, out List<Hyperparameter>? all))
                {
                    values.Add(value.Name, all = []);
                }

                all.Add(value);
            }
        }

        return [.. values.Values.Where(all => all.Count < count || all.Exists(v => v.Text != all[0].Text)).Select(HyperparameterColumn.Of)];
    }
}
