using System.Text.Json.Serialization;

namespace Hamlet.Training.Runs;

/// <summary>What became of a run.</summary>
public enum RunStatus
{
    /// <summary>It is under way, or its process died without a word.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>It reached its end.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed,

    /// <summary>It was asked to stop, and stopped in good order.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,

    /// <summary>It broke.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
