using Hamlet.Hosting.Display;
using Hamlet.Hosting.Input;
using Hamlet.IntegrationTests.Support;
using Hamlet.Plugins;
using Hamlet.Training;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;

namespace Hamlet.IntegrationTests.Display;

public sealed class ClosingReportTests : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(2);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "for 1 checkpoint, at most")]
    [InlineData(2, "for 2 checkpoints, at most")]
    public void CheckpointsAreCountedAsAPersonWould(int count, string words) =>
        Assert.Contains(Lines(_folder.Path, count), line => line.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void TheCommandThatGoesOnCanBePasted()
    {
        string directory = Path.Combine(_folder.Path, "a b");

        string command = Lines(directory, 1).Single(static l => l.Contains("hamlet resume", StringComparison.Ordinal));

        Assert.StartsWith($"  hamlet resume '{directory}", command, StringComparison.Ordinal);
        Assert.EndsWith("'", command, StringComparison.Ordinal);
    }

    private static string[] Lines(string directory, int checkpoints)
    {
        Experiment experiment = new ExperimentSource { Environment = "cartpole" }.Load(PluginCatalog.Host);
        using RunDirectory run = RunDirectory.Create(directory, experiment, TimeProvider.System);
        var result = new TrainingResult(Interrupted: true, 100, TimeSpan.FromSeconds(1), [], 500, []) { Checkpoints = new CheckpointPauses(checkpoints, s_pause, s_pause) };
        return [.. ClosingReport.Lines(run, result, TimeSpan.Zero, [], [])];
    }
}
