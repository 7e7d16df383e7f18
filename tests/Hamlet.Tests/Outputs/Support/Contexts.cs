using Hamlet.Metrics;
using Hamlet.Outputs.Sqlite;
using Hamlet.Outputs.TensorBoard;

namespace Hamlet.Tests.Outputs.Support;

/// <summary>Outputs for the tests.</summary>
internal static class Contexts
{
    public const double Start = 1_760_000_000;

    public static SinkContext Context(this TempDirectory directory, MetricAgents? agents = null, long firstStep = 0) => new()
    {
        RunDirectory = directory.Path,
        RunId = "20251009-085320-abcd",
        Experiment = "town",
        Agents = agents ?? MetricAgents.Single,
        FirstStep = firstStep,
        Configuration = "seed: 1",
        Time = new FixedTime(Start),
    };

    public static TensorBoardSink TensorBoard(this TempDirectory directory, MetricAgents? agents = null, long firstStep = 0) =>
        new(new TensorBoardOptions(), directory.Context(agents, firstStep));

    public static SqliteSink Sqlite(this TempDirectory directory, MetricAgents? agents = null) =>
        new(new SqliteOptions(), directory.Context(agents));
}
