using Hamlet.Analysis.Reading;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;

namespace Hamlet.Analysis.Comparison;

/// <summary>The configuration of a run as dotted keys and texts: from its <c>config.yaml</c>, else from the hyperparameters that it logged.</summary>
internal static class RunConfig
{
    private static readonly string[] s_files = ["config.yaml", "config.yml", "params.yaml"];

    /// <summary>Reads it; empty where nothing is known.</summary>
    public static IReadOnlyDictionary<string, string> Read(RunData data)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in s_files)
        {
            string path = Path.Combine(data.Folder.Path, name);
            if (File.Exists(path))
            {
                try
                {
                    Flatten(new YamlConfigReader().Read(path, name), "", values);
                    return values;
                }
                catch (ConfigException)
                {
                    // Another program's file may be more than a configuration is here; then what was logged must do.
                    values.Clear();
                }
            }
        }

        return data.Hyperparameters.AsReadOnly();
    }

    /// <summary>The seed of a run, as it stands in its configuration; null where none is known.</summary>
    public static string? Seed(IReadOnlyDictionary<string, string> config) =>
        config.Where(static p => IsSeed(p.Key) && p.Key.EndsWith("seed", StringComparison.Ordinal)).Select(static p => p.Value).FirstOrDefault();

    /// <summary>Whether a key is a seed, or says what a run is called.</summary>
    public static bool IsSeed(string key)
    {
        string last = key[(key.LastIndexOfAny(['.', '/']) + 1)..];
        return last is "seed" or "exp_name" or "run_name" or "global_seed" or "env_seed";
    }

    private static void Flatten(ConfigNode node, string path, IDictionary<string, string> values)
    {
        switch (node)
        {
            case ConfigMap map:
                foreach (ConfigEntry entry in map.Entries)
                {
                    Flatten(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", values);
                }

                break;
            case ConfigList list when list.Items.Any(static i => i is not ConfigScalar):
                for (int i = 0; i < list.Items.Count; i++)
                {
                    Flatten(list.Items[i], $"{path}.{i}", values);
                }

                break;
            case ConfigList list:
                values[path] = $"[{string.Join(", ", list.Items.OfType<ConfigScalar>().Select(static s => s.Text))}]";
                break;
            case ConfigScalar scalar:
                values[path] = scalar.Text;
                break;
        }
    }
}
