namespace Hamlet.Live.Watching;

/// <summary>Something that is shown: a training, or a policy in its world.</summary>
internal interface IShow
{
    /// <summary><c>training</c> or <c>viewer</c>.</summary>
    string Mode { get; }

    /// <summary>The world, or null before it has begun.</summary>
    Stage? Stage { get; }

    /// <summary><c>waiting</c>, <c>training</c>, <c>playing</c>, <c>paused</c> or <c>complete</c>.</summary>
    string Status { get; }

    /// <summary>Where it ends, if steps decide.</summary>
    long? TotalSteps { get; }

    /// <summary>Where it ends, if episodes decide.</summary>
    long? TotalEpisodes { get; }

    /// <summary>What it can be told.</summary>
    IReadOnlyList<string> Commands { get; }

    /// <summary>Does what it is told; from any thread.</summary>
    /// <returns>Why not, or null.</returns>
    string? Do(ShowCommand command);

    /// <summary>How fast it plays, as <c>set_speed</c> says; null where that is not for visitors to say.</summary>
    double? Speed => null;
}
