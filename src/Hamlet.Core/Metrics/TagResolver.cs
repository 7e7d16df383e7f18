using System.Runtime.InteropServices;
using System.Text;

namespace Hamlet.Metrics;

/// <summary>Finds the tags of a record by its schema, its agent and its tag parts; makes them when a combination is first seen.</summary>
internal sealed class TagResolver(MetricAgents agents)
{
    private readonly Dictionary<int[], MetricTags> _tags = new(new TagKeyComparer());
    private int[] _key = new int[8];

    /// <summary>The tags of a record. Allocates nothing for a combination that was seen before.</summary>
    /// <param name="schema">The kind of record.</param>
    /// <param name="agent">Its agent, or -1.</param>
    /// <param name="body">The encoded record, which begins with its tag parts.</param>
    public MetricTags Resolve(MetricSchema schema, int agent, ReadOnlySpan<byte> body)
    {
        int parts = schema.TagParts.Count;
        if (_key.Length < parts + 2)
        {
            _key = new int[parts + 2];
        }

        _key[0] = schema.Id;
        _key[1] = agent;
        MemoryMarshal.Cast<byte, int>(body[..(parts * sizeof(int))]).CopyTo(_key.AsSpan(2));
        ReadOnlySpan<int> key = _key.AsSpan(0, parts + 2);

        Dictionary<int[], MetricTags>.AlternateLookup<ReadOnlySpan<int>> known = _tags.GetAlternateLookup<ReadOnlySpan<int>>();
        if (!known.TryGetValue(key, out MetricTags? tags))
        {
            tags = Make(schema, agent, key[2..]);
            known[key] = tags;
        }

        return tags;
    }

    private MetricTags Make(MetricSchema schema, int agent, ReadOnlySpan<int> parts)
    {
        string prefix = agents.Prefixed && agent >= 0 ? agents.Names[agent] + "/" : "";
        byte[][] full = new byte[schema.Fields.Count][];
        byte[][] plain = new byte[schema.Fields.Count][];
        for (int i = 0; i < full.Length; i++)
        {
            string tag = Fill(schema.Fields[i].Tag, schema.TagParts, parts);
            plain[i] = Encoding.UTF8.GetBytes(tag);
            full[i] = prefix.Length == 0 ? plain[i] : Encoding.UTF8.GetBytes(prefix + tag);
        }

        string[] texts = new string[parts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = new TagName(parts[i]).Text;
        }

        return new MetricTags(_tags.Count, full, plain) { Parts = texts };
    }

    /// <summary>Puts the texts of the parts into their braces, in one pass: a text that itself has braces is left alone.</summary>
    private static string Fill(string template, IReadOnlyList<string> names, ReadOnlySpan<int> parts)
    {
        var tag = new StringBuilder(template.Length);
        int at = 0;
        while (at < template.Length)
        {
            int part = PartAt(template.AsSpan(at), names);
            if (part < 0)
            {
                tag.Append(template[at++]);
            }
            else
            {
                tag.Append(new TagName(parts[part]).Text);
                at += names[part].Length + 2;
            }
        }

        return tag.ToString();
    }

    private static int PartAt(ReadOnlySpan<char> rest, IReadOnlyList<string> names)
    {
        for (int i = 0; i < names.Count && rest[0] == '{'; i++)
        {
            if (rest[1..].StartsWith(names[i], StringComparison.Ordinal) && rest[(names[i].Length + 1)..].StartsWith("}"))
            {
                return i;
            }
        }

        return -1;
    }
}
