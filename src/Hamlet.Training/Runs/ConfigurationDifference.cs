using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;

namespace Hamlet.Training.Runs;

/// <summary>A key in which two configurations differ.</summary>
/// <param name="Key">The key, its parts separated by points; a place in a list is a number.</param>
/// <param name="Before">What it was; null where it was not there.</param>
/// <param name="Now">What it is; null where it is not there.</param>
public sealed record ConfigurationDifference(string Key, string? Before, string? Now)
{
    /// <summary>The differences, in the order of the keys.</summary>
    /// <exception cref="ConfigException">One of the two is no configuration.</exception>
    public static IReadOnlyList<ConfigurationDifference> Between(string before, string now)
    {
        SortedDictionary<string, string> old = Flatten(before);
        SortedDictionary<string, string> current = Flatten(now);
        return
        [
            .. old.Keys.Union(current.Keys).Order(StringComparer.Ordinal)
                .Select(key => new ConfigurationDifference(key, old.GetValueOrDefault(key), current.GetValueOrDefault(key)))
                .Where(static d => d.Before != d.Now),
        ];
    }

    /// <summary>Whether an assignment <c>KEY=VALUE</c> is about this key, or about a map or list that it is in.</summary>
    public bool IsOf(string assignment)
    {
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        string key = equals < 0 ? assignment : assignment[..equals];
        return Key == key || Key.StartsWith(key + ".", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Key} was {Before ?? "not there"} and is {Now ?? "not there"}";

    private static SortedDictionary<string, string> Flatten(string text)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(values, "", YamlParser.Parse(text, RunConfiguration.FileName));
        return values;
    }

    private static void Add(SortedDictionary<string, string> values, string key, ConfigNode node)
    {
        string Inside(string name) => key.Length == 0 ? name : $"{key}.{name}";
        switch (node)
        {
            case ConfigMap map:
                foreach (ConfigEntry entry in map.Entries)
                {
                    Add(values, Inside(entry.Key), entry.Value);
                }

                break;
            case ConfigList list:
                for (int i = 0; i < list.Items.Count; i++)
                {
                    Add(values, Inside(i.ToString(CultureInfo.InvariantCulture)), list.Items[i]);
                }

                break;
            case ConfigScalar scalar:
                values[key] = scalar.Text;
                break;
        }
    }
}
