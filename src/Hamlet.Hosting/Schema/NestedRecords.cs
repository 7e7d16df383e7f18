using Hamlet.Configuration;

namespace Hamlet.Hosting.Schema;

/// <summary>The records that options nest.</summary>
internal static class NestedRecords
{
    /// <summary>Every record in the options of some sections, each once, the outer ones first.</summary>
    public static IEnumerable<OptionsSchema> In(IEnumerable<ExperimentSection> sections)
    {
        var seen = new HashSet<OptionsSchema>(ReferenceEqualityComparer.Instance);
        var open = new Queue<OptionsSchema>(sections.SelectMany(All));
        while (open.TryDequeue(out OptionsSchema? schema))
        {
            foreach (OptionsSchema nested in schema.Keys.Select(Innermost).OfType<OptionsSchema>().Where(seen.Add))
            {
                open.Enqueue(nested);
                yield return nested;
            }
        }
    }

    /// <summary>The record that a key holds, or its items; null if it holds none.</summary>
    public static OptionsSchema? Innermost(OptionKey key) => key.Item is { } item ? Innermost(item) : key.Nested?.Invoke();

    private static IEnumerable<OptionsSchema> All(ExperimentSection section) =>
    [
        section.Host,
        .. section.Plugins.Select(static p => p.Options),
        .. section.Switches.Select(static p => p.Options),
        .. section.Inner.SelectMany(All),
    ];
}
