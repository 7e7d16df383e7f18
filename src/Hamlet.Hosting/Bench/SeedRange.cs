using System.Globalization;
using Hamlet.Configuration;

namespace Hamlet.Hosting.Bench;

/// <summary><c>1-5</c> or <c>1,3,7</c>.</summary>
internal static class SeedRange
{
    private const ulong Most = 1000;

    /// <summary>The seeds that a text names.</summary>
    /// <exception cref="ConfigException">It names none.</exception>
    public static IReadOnlyList<ulong> Parse(string text)
    {
        var seeds = new List<ulong>();
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !TryParse(ends[0], out ulong first) || !TryParse(ends[^1], out ulong last) || last < first || last - first >= Most)
            {
                throw new ConfigException(
                    new ConfigSpan("command line", 0, 0), $"'{text}' names no seeds: give a range such as 1-5 or a list such as 1,3,7");
            }

            for (ulong seed = first; seed <= last; seed++)
            {
                seeds.Add(seed);
            }
        }

        return seeds;
    }

    private static bool TryParse(string text, out ulong seed) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
}
