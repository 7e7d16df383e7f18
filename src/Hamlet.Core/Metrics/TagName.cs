namespace Hamlet.Metrics;

/// <summary>A text that stands in tags at run time, interned once so that logging it costs four bytes and no allocation.</summary>
public readonly record struct TagName
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<string, int> s_ids = new(StringComparer.Ordinal);
    private static string[] s_texts = [""];

    internal TagName(int id) => Id = id;

    /// <summary>A number for this process alone, never stored.</summary>
    internal int Id { get; }

    /// <summary>The text.</summary>
    public string Text => Volatile.Read(ref s_texts)[Id];

    /// <summary>The handle of a text; the same text has the same handle.</summary>
    public static TagName Intern(string text)
    {
        lock (s_lock)
        {
            if (s_ids.TryGetValue(text, out int known))
            {
                return new TagName(known);
            }

            int id = s_ids.Count + 1;
            if (id >= s_texts.Length)
            {
                string[] grown = new string[Math.Max(16, s_texts.Length * 2)];
                s_texts.CopyTo(grown, 0);
                Volatile.Write(ref s_texts, grown);
            }

            s_texts[id] = text;
            s_ids.Add(text, id);
            return new TagName(id);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
