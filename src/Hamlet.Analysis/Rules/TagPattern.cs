namespace Hamlet.Analysis.Rules;

/// <summary>
/// A pattern of tags: it matches a whole tag, or its end from a slash on; <c>*</c> stands for anything without a slash; capitals do not count.
/// A minus before it says that the tag holds the quantity's negative.
/// </summary>
internal sealed class TagPattern
{
    private readonly string[] _segments;

    /// <summary>Makes a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="quantity">What it stands for.</param>
    /// <param name="rank">Its place in the list.</param>
    /// <param name="users">Whether it is a user's, which goes before.</param>
    public TagPattern(string text, Quantity quantity, int rank, bool users = false)
    {
        Negated = text.StartsWith('-');
        _segments = (Negated ? text[1..] : text).Split('/');
        Quantity = quantity;
        Rank = rank;
        Weight = text.Count(static c => c != '*') + (users ? 1 << 20 : 0);
    }

    /// <summary>The quantity.</summary>
    public Quantity Quantity { get; }

    /// <summary>Whether the tag holds its negative.</summary>
    public bool Negated { get; }

    /// <summary>Its place in the list.</summary>
    public int Rank { get; }

    /// <summary>How particular it is; of several that match, the most particular one counts.</summary>
    public int Weight { get; }

    /// <summary>Matches a tag.</summary>
    /// <param name="segments">The tag between its slashes.</param>
    /// <param name="before">How many segments stand before the part that matched.</param>
    public bool Matches(string[] segments, out int before)
    {
        before = segments.Length - _segments.Length;
        for (int i = 0; i < _segments.Length; i++)
        {
            if (before < 0 || !MatchesSegment(segments[before + i], _segments[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MatchesSegment(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        int star = pattern.IndexOf('*');
        if (star < 0)
        {
            return text.Equals(pattern, StringComparison.OrdinalIgnoreCase);
        }

        if (!text.StartsWith(pattern[..star], StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        ReadOnlySpan<char> rest = pattern[(star + 1)..];
        for (int i = star; i <= text.Length; i++)
        {
            if (MatchesSegment(text[i..], rest))
            {
                return true;
            }
        }

        return false;
    }
}
