using Hamlet.Training.Runs;

namespace Hamlet.Tests.Training.Runs;

/// <summary>What runs say of themselves.</summary>
internal static class Infos
{
    public static RunInfo Of(string id, RunStatus status) => new()
    {
        Experiment = "town",
        RunId = id,
        Status = status,
        Seed = 1,
        Version = "1",
        Runtime = "",
        Backend = "managed",
        ProcessId = int.MaxValue,
        Machine = Environment.MachineName,
        StartedAt = DateTimeOffset.UnixEpoch,
    };
}
