using Hamlet.Configuration;

namespace Hamlet.Hosting.Sweeps;

/// <summary>A node on one line, for tables.</summary>
internal static class NodeText
{
    public static string Of(ConfigNode node) => node switch
    {
        ConfigScalar scalar => scalar.Text,
        ConfigList list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        ConfigMap map => $"{{{string.Join(", ", map.Entries.Select(static e => $"{e.Key}: {Of(e.Value)}"))}}}",
        _ => "",
    };
}
