using Hamlet.Configuration;
using Hamlet.Metrics;

namespace Hamlet.Training.Experiments;

/// <summary>
/// The choices of an experiment as flat names and values, to compare runs by: every option with its value, but for the outputs and for
/// what a world's file says, which <c>config.yaml</c> has.
/// </summary>
internal static class RunHyperparameters
{
    /// <summary>The choices, in the order of the file.</summary>
    public static IReadOnlyList<Hyperparameter> Of(Experiment experiment)
    {
        var values = new List<Hyperparameter>();
        foreach (ConfigEntry section in experiment.ToConfig(new ConfigWriter(referToFiles: true)).Entries)
        {
            if (section.Key == "agents" && section.Value is ConfigList agents)
            {
                for (int i = 0; i < agents.Items.Count; i++)
                {
                    Add(values, $"agents.{experiment.Agents[i].Id}", agents.Items[i], nested: true);
                }
            }
            else if (section.Key != "metrics")
            {
                Add(values, section.Key, section.Value, nested: section.Key != "environment");
            }
        }

        return values;
    }

    private static void Add(List<Hyperparameter> values, string name, ConfigNode node, bool nested)
    {
        switch (node)
        {
            case ConfigMap map:
                foreach (ConfigEntry entry in map.Entries.Where(entry => nested || entry.Value is not ConfigMap))
                {
                    Add(values, $"{name}.{entry.Key}", entry.Value, nested);
                }

                break;
            case ConfigList list when list.Items.All(static item => item is ConfigScalar):
                values.Add(Hyperparameter.Of(name, $"[{string.Join(", ", list.Items.Cast<ConfigScalar>().Select(static item => item.Text))}]"));
                break;
            case ConfigScalar { IsNull: false } scalar:
                values.Add(scalar.Quoted ? Hyperparameter.Of(name, scalar.Text) : Hyperparameter.Parse(name, scalar.Text));
                break;
        }
    }
}
