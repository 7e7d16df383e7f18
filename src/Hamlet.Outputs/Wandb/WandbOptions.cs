using Hamlet.Configuration;
using Hamlet.Metrics;

namespace Hamlet.Outputs.Wandb;

/// <summary>
/// The options of the output <c>wandb</c>, also as the section <c>wandb</c> with <c>use_wandb: true</c>. What is not given comes from the
/// environment, as for W&amp;B's own programs: WANDB_MODE, WANDB_PROJECT, WANDB_ENTITY, WANDB_NAME, WANDB_RUN_GROUP, WANDB_JOB_TYPE,
/// WANDB_TAGS, WANDB_NOTES; WANDB_BASE_URL and WANDB_DIR too. The key is never an option: WANDB_API_KEY, or the netrc file.
/// </summary>
[Options]
public sealed partial record WandbOptions : ISinkOptions
{
    /// <summary>Whether runs are kept for Weights &amp; Biases.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether they are sent. Not given: online where a key is found, else offline.</summary>
    public WandbMode? Mode { get; init; }

    /// <summary>The project. Not given: WANDB_PROJECT, else the experiment's name.</summary>
    public string? Project { get; init; }

    /// <summary>The user or team. Not given: WANDB_ENTITY, else the one of the key.</summary>
    public string? Entity { get; init; }

    /// <summary>The name that the run is shown by. Not given: WANDB_NAME, else the name of the run's directory.</summary>
    public string? Name { get; init; }

    /// <summary>The group of runs that it belongs to. Not given: WANDB_RUN_GROUP.</summary>
    public string? Group { get; init; }

    /// <summary>What kind of run it is. Not given: WANDB_JOB_TYPE.</summary>
    public string? JobType { get; init; }

    /// <summary>Words to find it by, of at most 64 characters each. Not given: WANDB_TAGS.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What is to be remembered of it.</summary>
    public string? Notes { get; init; }

    /// <summary>Where the options stand.</summary>
    public ConfigSpan Source { get; init; }

    string? ISinkOptions.Problem => WandbCheck.Project(Project) ?? WandbCheck.Tags(Tags);
}
