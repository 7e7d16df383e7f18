using Hamlet.Metrics;

namespace Hamlet.Hosting.PluginFiles;

/// <summary>What two kinds of metric record cannot share, as HAM0066 has it: the compiler never saw a plugin's file beside the program.</summary>
internal static class RecordClash
{
    /// <summary>Says what an added kind of record shares with a known one, or null.</summary>
    public static string? Find(IReadOnlyList<MetricSchema> known, IEnumerable<MetricSchema> added)
    {
        HashSet<(string What, string Name)> taken = [.. known.SelectMany(Claims)];
        return added.SelectMany(Claims).Where(taken.Contains)
            .Select(static c => $"'{c.Name}' is the {c.What} of a metric record in it and of one that is here already: outputs could not tell one from the other, so rename one")
            .FirstOrDefault();
    }

    private static IEnumerable<(string What, string Name)> Claims(MetricSchema schema) => schema.Fields
        .Where(field => field.Tag.Length > 0 && !IsFilledIn(field.Tag, schema.TagParts))
        .Select(static field => (field.Kind == MetricKind.ScalarMap ? "prefix" : "tag", field.Tag))
        .Append(("name", schema.Name));

    // A tag that is nothing but its run-time parts may be anything.
    private static bool IsFilledIn(string tag, IReadOnlyList<string> parts) =>
        parts.Aggregate(tag, static (rest, part) => rest.Replace($"{{{part}}}", "", StringComparison.Ordinal)).All(static letter => letter == '/');
}
