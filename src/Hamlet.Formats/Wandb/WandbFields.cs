namespace Hamlet.Formats.Wandb;

/// <summary>The numbers of the fields of W&amp;B's messages that are written or read here.</summary>
internal static class WandbFields
{
    /// <summary>Fields of a record.</summary>
    public const int RecordNumber = 1, History = 2, Summary = 3, Config = 5, Files = 6, Metric = 12, Output = 13, Run = 17, Exit = 18, Header = 21;

    /// <summary>Fields of an item of history, summary and configuration.</summary>
    public const int ItemKey = 1, ItemJson = 16;

    /// <summary>The items of history, summary and configuration.</summary>
    public const int Items = 1;

    /// <summary>The step of history.</summary>
    public const int HistoryStep = 2;

    /// <summary>Fields of a run.</summary>
    public const int RunId = 1, Entity = 2, Project = 3, RunConfig = 4, Group = 6, JobType = 7, DisplayName = 8, Notes = 9, Tags = 10, Host = 13,
        StartTime = 17;

    /// <summary>Fields of a metric's definition.</summary>
    public const int MetricName = 1, StepMetric = 4, MetricOptions = 6;

    /// <summary>Options of a metric's definition.</summary>
    public const int StepSync = 1, Defined = 3;

    /// <summary>Fields of a file.</summary>
    public const int FilePath = 1, FilePolicy = 2, FileType = 3;

    /// <summary>Fields of the exit.</summary>
    public const int ExitCode = 1, ExitRuntime = 2;

    /// <summary>Fields of the header's version.</summary>
    public const int VersionInfo = 1, Producer = 1, MinimumConsumer = 2;
}
