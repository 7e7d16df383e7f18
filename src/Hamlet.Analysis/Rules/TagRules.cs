namespace Hamlet.Analysis.Rules;

/// <summary>Says what tags mean: by a user's patterns first, then by those that are built in; of several that match, the most particular one.</summary>
internal sealed class TagRules
{
    private readonly List<TagPattern> _patterns = [];

    /// <summary>Makes the rules.</summary>
    /// <param name="users">A user's patterns, by quantity.</param>
    public TagRules(IEnumerable<KeyValuePair<Quantity, IReadOnlyList<string>>>? users = null)
    {
        foreach ((Quantity quantity, string[] patterns) in BuiltInPatterns.All)
        {
            _patterns.AddRange(patterns.Select((text, i) => new TagPattern(text, quantity, i)));
        }

        foreach ((Quantity quantity, IReadOnlyList<string> patterns) in users ?? [])
        {
            _patterns.AddRange(patterns.Select((text, i) => new TagPattern(text, quantity, i - patterns.Count, users: true)));
        }
    }

    /// <summary>What a tag means; null if nobody knows.</summary>
    public TagMatch? Match(string tag)
    {
        string[] segments = tag.Split('/');
        TagPattern? best = null;
        int prefix = 0;
        foreach (TagPattern pattern in _patterns)
        {
            if ((best is null || pattern.Weight > best.Weight) && pattern.Matches(segments, out int before))
            {
                best = pattern;
                prefix = before;
            }
        }

        return best is null or { Quantity: Quantity.None }
            ? null
            : new TagMatch(best.Quantity, best.Negated, best.Rank, string.Concat(segments.Take(prefix).Select(static s => s + "/")));
    }
}
