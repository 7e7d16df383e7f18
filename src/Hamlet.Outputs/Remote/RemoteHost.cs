namespace Hamlet.Outputs.Remote;

/// <summary>What an output that speaks to a server needs from outside; tests bring their own.</summary>
internal sealed record RemoteHost
{
    /// <summary>The machine that this is.</summary>
    public static RemoteHost Real { get; } = new();

    /// <summary>An environment variable, or null.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>How uploads go on.</summary>
    public UploadRule Uploads { get; init; } = new();

    /// <summary>An environment variable that is not empty, or null.</summary>
    public string? Get(string name) => Environment(name) is { Length: > 0 } value ? value : null;
}
