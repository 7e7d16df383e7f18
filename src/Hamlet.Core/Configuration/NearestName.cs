namespace Hamlet.Configuration;

/// <summary>Finds the name a user probably meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate with the smallest edit distance (insert, delete, replace, swap of neighbours: Damerau's "optimal string
    /// alignment"), if it is near enough to be a typing error; ties go to the first.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int limit = Math.Max(2, name.Length / 3);
        int bestDistance = limit + 1;
        foreach (string candidate in candidates)
        {
            int distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>The end of an error sentence: <c>, did you mean 'x'?</c>, or the list of valid names if none is near.</summary>
    public static string Suggest(string name, IReadOnlyCollection<string> candidates)
    {
        if (Find(name, candidates) is { } nearest)
        {
            return $", did you mean '{nearest}'?";
        }

        return candidates.Count == 0 ? "" : $"; valid: {string.Join(", ", candidates.Order(StringComparer.Ordinal))}";
    }

    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                int value = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    value = Math.Min(value, d[i - 2, j - 2] + 1);
                }

                d[i, j] = value;
            }
        }

        return d[a.Length, b.Length];
    }
}
