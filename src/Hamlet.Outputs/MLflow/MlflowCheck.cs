namespace Hamlet.Outputs.MLflow;

/// <summary>What is wrong with a value that a person gave for MLflow, in words with the remedy; null where nothing is.</summary>
internal static class MlflowCheck
{
    private const int LongestName = 500;

    /// <summary>The scheme of a tracking URI; null for a path.</summary>
    public static string? SchemeOf(string uri) =>
        uri.Contains(':', StringComparison.Ordinal) && !Path.IsPathRooted(uri) && Uri.TryCreate(uri, UriKind.Absolute, out Uri? parsed)
            ? parsed.Scheme
            : null;

    /// <summary>Where runs go. A password in it is not repeated.</summary>
    public static string? TrackingUri(string uri) => SchemeOf(uri) switch
    {
        null or "file" => null,
        "http" or "https" => new Uri(uri).UserInfo.Length > 0
            ? "a tracking URI holds no name and no password: set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD"
            : null,
        string scheme => $"'{scheme}:' is nothing that runs are written to directly: give a directory, or start 'mlflow server --backend-store-uri ...' and give its http address",
    };

    /// <summary>The experiment's name, where one is given.</summary>
    public static string? Name(string? name) => name is { Length: 0 or > LongestName } ? $"an MLflow experiment's name has 1 to {LongestName} characters" : null;

    /// <summary>The names of tags.</summary>
    public static string? Tags(IReadOnlyDictionary<string, string> tags) => tags.Keys.FirstOrDefault(static key => MlflowKey.Clean(key) != key) is { } bad
        ? $"'{bad}' can be no MLflow tag: letters, digits, '_', '-', '.', ' ' and '/' between parts; for example '{MlflowKey.Clean(bad)}'"
        : null;
}
