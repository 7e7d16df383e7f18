namespace Hamlet.Outputs.MLflow;

/// <summary>What MLflow takes as the name of a metric, a parameter or a tag, and how long a value may be.</summary>
internal static class MlflowKey
{
    /// <summary>The longest value of a parameter.</summary>
    public const int LongestParam = 6000;

    /// <summary>The longest value of a tag.</summary>
    public const int LongestTag = 8000;

    private const int Longest = 250;

    /// <summary>The nearest name that MLflow takes: it refuses others, and refuses with them all that came in the same message.</summary>
    public static string Clean(string name)
    {
        // A colon is no part of a file's name on Windows, and a run should have the same names everywhere.
        string letters = string.Concat(name.Select(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or ' ' or '/' ? c : '_'));
        string[] parts = [.. letters.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(static part => part is "." or ".." ? "_" : part)];
        string joined = string.Join('/', parts);
        joined = joined.Length > Longest ? joined[..Longest].TrimEnd('/') : joined;
        return joined.Length == 0 ? "_" : joined;
    }

    /// <summary>A value cut to a length.</summary>
    public static string Cut(string value, int longest) => value.Length > longest ? value[..longest] : value;
}
