namespace Hamlet.Outputs.Wandb;

/// <summary>What is wrong with a value that a person gave for W&amp;B, in words with the remedy; null where nothing is.</summary>
internal static class WandbCheck
{
    private const int LongestProject = 128;
    private const int LongestTag = 64;
    private const string NotInProjects = "/\\#?%:";
    private const string NotInIds = ":;,#?/'";

    /// <summary>The project, where one is given.</summary>
    public static string? Project(string? project) =>
        project is not null && (project.Length is 0 or > LongestProject || project.AsSpan().IndexOfAny(NotInProjects) >= 0)
            ? $"'{project}' can be no W&B project: at most {LongestProject} characters, and none of {NotInProjects}"
            : null;

    /// <summary>A name made one of a project.</summary>
    public static string AsProject(string name) => string.Concat(name.Take(LongestProject).Select(static c => NotInProjects.Contains(c) ? '-' : c));

    /// <summary>The tags.</summary>
    public static string? Tags(IReadOnlyList<string> tags) => tags.FirstOrDefault(static tag => tag.Length is 0 or > LongestTag) is { } bad
        ? $"'{bad}' can be no W&B tag: 1 to {LongestTag} characters"
        : null;

    /// <summary>The run's identifier, where one is given.</summary>
    public static string? RunId(string? id) => id is not null && (id != id.Trim() || id.AsSpan().IndexOfAny(NotInIds) >= 0)
        ? $"WANDB_RUN_ID '{id}' can be no run: leave out {NotInIds} and blanks around it"
        : null;

    /// <summary>The server's address. A password in it is not repeated.</summary>
    public static string? Address(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
        ? null
        : "WANDB_BASE_URL is no address of a server: http(s)://host, without a name or a password";
}
