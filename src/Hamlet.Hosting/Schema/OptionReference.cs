using System.Text;
using Hamlet.Configuration;
using Hamlet.Plugins;

namespace Hamlet.Hosting.Schema;

/// <summary>Every key of an experiment file as tables of Markdown.</summary>
internal static class OptionReference
{
    private const string Head = "| key | type | default | range | unit | meaning |\n|---|---|---|---|---|---|\n";

    /// <summary>The reference, a heading for each section and each plugin.</summary>
    public static string Write(PluginCatalog catalog)
    {
        IReadOnlyList<ExperimentSection> sections = new ExperimentShape(catalog).Sections;
        var text = new StringBuilder();
        foreach (ExperimentSection section in sections)
        {
            Section(text, section);
        }

        foreach (ExperimentSection wrappers in sections.SelectMany(static s => s.Inner).Where(s => sections.All(o => o.Name != s.Name)).DistinctBy(static s => s.Name))
        {
            Section(text, wrappers);
        }

        foreach (OptionsSchema file in NestedRecords.In(sections).Where(r => IsFile(r, sections)))
        {
            text.Append($"### The file `{file.Name}`\n\n{file.Description}\n\n{Head}");
            Rows(text, file.Keys, "", []);
            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Section(StringBuilder text, ExperimentSection section)
    {
        text.Append($"### `{section.Name}`{(section.IsList ? ", a list" : "")}\n\n{section.Description}\n\n");
        IEnumerable<OptionKey> host = section.Host.Keys;
        if (section.Plugins.Count > 0)
        {
            string fallback = section.Fallback is { } name ? $"; without it, `{name}`" : "";
            text.Append($"`{section.Selector}` is one of {string.Join(", ", Choices(section))}{fallback}.\n\n");
            host = host.Where(k => k.Name != section.Selector);
        }

        Table(text, [.. host]);
        foreach (Plugin plugin in section.Plugins.Concat(section.Switches))
        {
            string place = section.Switches.Count > 0 ? $"{section.Name}: {{ {plugin.Name}: {{ ... }} }}" : $"{section.Selector}: {plugin.Name}";
            text.Append($"#### `{place}`\n\n{plugin.Description}\n\n");
            Table(text, plugin.Options.Keys);
        }
    }

    private static IEnumerable<string> Choices(ExperimentSection section) =>
        section.Plugins.Select(static p => $"`{p.Name}`").Concat(section.MayBeNone ? ["`none`"] : []);

    private static void Table(StringBuilder text, IReadOnlyList<OptionKey> keys)
    {
        if (keys.Count > 0)
        {
            text.Append(Head);
            Rows(text, keys, "", []);
            text.Append('\n');
        }
    }

    // The keys of a record in a record stand behind its own, with a dot; those of a file of its own under their own heading.
    private static void Rows(StringBuilder text, IReadOnlyList<OptionKey> keys, string prefix, IReadOnlyList<OptionsSchema> around)
    {
        foreach (OptionKey key in keys)
        {
            string name = prefix + key.Name;
            string[] cells = [$"`{name}`", OptionText.Type(key), Code(OptionText.Default(key)), OptionText.Range(Leaf(key)), key.Unit ?? "", Meaning(key)];
            text.Append($"| {string.Join(" | ", cells.Select(Cell))} |\n");
            if (NestedRecords.Innermost(key) is { } record && !key.FromFile && !around.Contains(record))
            {
                Rows(text, record.Keys, name + Inside(key), [.. around, record]);
            }
        }
    }

    private static string Inside(OptionKey key) => key.Kind switch
    {
        OptionKind.List => "[].",
        OptionKind.Map => ".NAME.",
        _ => ".",
    };

    private static OptionKey Leaf(OptionKey key) => key.Item is { } item ? Leaf(item) : key;

    private static string Meaning(OptionKey key)
    {
        string also = key.Aliases.Count > 0 ? $" Also `{string.Join("`, `", key.Aliases)}`." : "";
        string old = key.OldNames.Count > 0 ? $" Formerly `{string.Join("`, `", key.OldNames)}`." : "";
        string deprecated = key.Deprecated is { } instead ? $" Deprecated{(instead.Length > 0 ? $": {instead}" : "")}." : "";
        return $"{key.Description}{also}{old}{deprecated}{(key.FromFile ? $" See the file `{NestedRecords.Innermost(key)!.Name}` below." : "")}".Trim();
    }

    private static string Code(string text) => text is "" or "required" ? text : $"`{text}`";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static bool IsFile(OptionsSchema record, IReadOnlyList<ExperimentSection> sections) => sections
        .SelectMany(static s => s.Plugins.Select(static p => p.Options).Append(s.Host))
        .SelectMany(static s => s.Keys)
        .Any(k => k.FromFile && ReferenceEquals(NestedRecords.Innermost(k), record));
}
