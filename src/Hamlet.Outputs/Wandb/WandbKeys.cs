namespace Hamlet.Outputs.Wandb;

/// <summary>The keys of a row that no record brings.</summary>
internal static class WandbKeys
{
    /// <summary>Environment steps: what curves over steps are drawn over.</summary>
    public const string GlobalStep = "global_step";

    /// <summary>The row's number, which W&amp;B wants to increase strictly.</summary>
    public const string Step = "_step";

    /// <summary>Seconds since the run began.</summary>
    public const string Runtime = "_runtime";

    /// <summary>Seconds since 1970.</summary>
    public const string Timestamp = "_timestamp";

    /// <summary>W&amp;B's own part of the summary.</summary>
    public const string Own = "_wandb";

    /// <summary>What an agent's curves over episodes are drawn over.</summary>
    public static string Episode(string? agent) => agent is null ? "episode" : $"{agent}/episode";

    /// <summary>Whether a key is one that every row has.</summary>
    public static bool IsOfRow(string key) => key is Step or Runtime or Timestamp;
}
