using Hamlet.Configuration;
using Hamlet.Formats.Yaml;

namespace Hamlet.Analysis.Rules;

/// <summary>What tags mean, and from where on the diagnoses speak.</summary>
/// <param name="Tags">What tags mean.</param>
/// <param name="Thresholds">From where on the diagnoses speak.</param>
internal sealed record AnalysisRules(TagRules Tags, ThresholdOptions Thresholds)
{
    /// <summary>What is built in.</summary>
    public static AnalysisRules Default { get; } = new(new TagRules(), new ThresholdOptions());

    /// <summary>Reads a file of rules.</summary>
    /// <exception cref="ConfigException">Something is wrong in it; all that is.</exception>
    public static AnalysisRules Load(string path)
    {
        ConfigNode node = new YamlConfigReader().Read(Path.GetFullPath(path), path);
        var binder = new ConfigBinder();
        if (node is not ConfigMap map)
        {
            throw new ConfigException(node.Span, $"a file of rules is a map with 'quantities' and 'thresholds', not {node.Kind}");
        }

        RuleOptions options = binder.Bind<RuleOptions>(map);
        var patterns = new Dictionary<Quantity, IReadOnlyList<string>>();
        string[] names = [.. Enum.GetValues<Quantity>().Select(Name)];
        ConfigMap? quantities = map.TryGet("quantities", out ConfigEntry? entry) ? entry.Value as ConfigMap : null;
        if (quantities is not null)
        {
            binder.RejectUnknownKeys(quantities, names);
        }

        foreach ((string name, IReadOnlyList<string> list) in options.Quantities)
        {
            int index = Array.IndexOf(names, name);
            if (index >= 0)
            {
                patterns[Enum.GetValues<Quantity>()[index]] = list;
            }
        }

        binder.ThrowIfErrors();
        return new AnalysisRules(new TagRules(patterns), options.Thresholds);
    }

    /// <summary>The name of a quantity in a file: <c>success_rate</c>.</summary>
    public static string Name(Quantity quantity) => string.Concat(
        quantity.ToString().Select(static (c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
