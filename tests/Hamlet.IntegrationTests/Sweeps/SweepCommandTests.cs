using System.Text.Json;
using Hamlet.Analysis.Reading;
using Hamlet.Hosting.Commands;
using Hamlet.IntegrationTests.Support;
using Hamlet.Live.Board;
using Hamlet.Training.Runs;

namespace Hamlet.IntegrationTests.Sweeps;

/// <summary>Sweeps as a person runs them: processes that train, are stopped, and go on.</summary>
public sealed class SweepCommandTests : IDisposable
{
    private const string Grid = "config: short.yaml\nname: s\nseeds: [1, 2]\nparallel: 2\nparameters: { agents.0.learning_rate: [0.001, 0.01] }";

    private readonly TemporaryFolder _folder = new();

    private string Runs => Path.Combine(_folder.Path, "runs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AGridLeavesRunsATableAndOnePageOfHyperparameters()
    {
        string file = SweepFixture.Write(_folder, Grid);

        CommandResult listed = await CommandLine.RunAsync("sweep", file, "--log-dir", Runs, "--dry-run");
        CommandResult result = await SweepAsync(file);
        CommandResult again = await SweepAsync(file, "--json");
        CommandResult after = await SweepAsync(file, "--dry-run");

        Assert.Equal(4, listed.Output.Split('\n').Count(static l => l.EndsWith("(new)", StringComparison.Ordinal)));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(4, result.Output.Split('\n').Count(static l => l.StartsWith('[')));
        RunSummary[] runs = [.. new ExperimentManager(Path.Combine(Runs, "s")).List()];
        Assert.Equal(4, runs.Length);
        Assert.All(runs, static run => Assert.Equal((RunState.Completed, 400L, 0), (run.State, run.Info!.Steps, run.Info.Resumes)));

        // Nothing trains a second time, and the table is the same.
        Assert.Equal(4, new ExperimentManager(Path.Combine(Runs, "s")).List().Count);
        using JsonDocument table = JsonDocument.Parse(again.Output);
        JsonElement[] rows = [.. table.RootElement.EnumerateArray()];
        Assert.Equal([1, 2], rows.Select(static r => r.GetProperty("rank").GetInt32()));
        Assert.True(rows[0].GetProperty("final_return").GetDouble() >= rows[1].GetProperty("final_return").GetDouble());
        foreach (JsonElement row in rows)
        {
            string[] names = [.. row.GetProperty("runs").EnumerateArray().Select(static r => r.GetString()!)];
            Assert.Equal(runs.Where(r => names.Contains(r.Id)).Average(static r => r.FinalReturn!.Value), row.GetProperty("final_return").GetDouble(), 1e-9);
        }

        Assert.Equal(4, after.Output.Split('\n').Count(static l => l.EndsWith("(completed)", StringComparison.Ordinal)));
        AssertOnePage(runs, groups: 2);

        using JsonDocument listing = JsonDocument.Parse((await SweepAsync(file, "--dry-run", "--json")).Output);
        Assert.Equal([0, 1, 2, 3], listing.RootElement.EnumerateArray().Select(static r => r.GetProperty("run").GetInt32()));
        Assert.All(listing.RootElement.EnumerateArray(), static r => Assert.Equal(("completed", 400), (r.GetProperty("status").GetString(), r.GetProperty("steps").GetInt32())));

        // Who looks from the directory of all runs, as runs and board do by themselves, sees them with all that they say.
        using JsonDocument list = JsonDocument.Parse((await CommandLine.RunAsync("runs", Runs, "--json")).Output);
        Assert.Equal(runs.Select(static r => r.Id), list.RootElement.EnumerateArray().Select(static r => r.GetProperty("run_id").GetString()));
        IReadOnlyList<BoardRun> board = new BoardRuns(Runs, TimeProvider.System).List();
        Assert.Equal(runs.Select(static r => (r.Experiment, "completed", 400L)), board.Select(static r => (r.Experiment, r.State, r.Steps)));
    }

    [Fact]
    public async Task ASweepThatIsStoppedGoesOnWhereItWas()
    {
        string experiment = SweepFixture.Experiment.Replace("total_steps: 400", "total_steps: 60000", StringComparison.Ordinal);
        string file = SweepFixture.Write(_folder, Grid.Replace("seeds: [1, 2]\nparallel: 2", "parallel: 1", StringComparison.Ordinal), experiment);
        using (HamletProcess process = HamletProcess.Start("sweep", file, "--log-dir", Runs))
        {
            // The first is finished and the second has begun.
            Task<CommandResult> end = process.WaitAsync();
            while (!end.IsCompleted && (States().Count(static s => s == RunState.Completed) < 1 || States().Length < 2
                || Directory.GetDirectories(Runs, "step_*", SearchOption.AllDirectories).Length < 3))
            {
                await Task.Delay(20);
            }

            await process.SignalAsync("KILL");
            await end;
        }

        // Its process saw that nobody listens any more.
        for (int i = 0; i < 1000 && States().Contains(RunState.Running); i++)
        {
            await Task.Delay(20);
        }

        RunSummary[] before = [.. new ExperimentManager(Path.Combine(Runs, "s")).List()];
        CommandResult result = await SweepAsync(file);
        RunSummary[] runs = [.. new ExperimentManager(Path.Combine(Runs, "s")).List()];

        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        Assert.Equal(2, runs.Length);
        Assert.All(runs, static run => Assert.Equal(RunState.Completed, run.State));
        foreach (RunSummary was in before)
        {
            RunInfo now = runs.Single(run => run.Path == was.Path).Info!;
            Assert.Equal(was.State == RunState.Completed ? (0, was.Info!.EndedAt) : (1, now.EndedAt), (now.Resumes, now.EndedAt));
        }

        Assert.Contains(before, static run => run.State == RunState.Completed);
    }

    [Fact]
    public async Task HalvingTrainsTheBestForLongerInTheSameRun()
    {
        string file = SweepFixture.Write(_folder, """
            config: short.yaml
            name: s
            method: halving
            trials: 4
            eta: 2
            parallel: 2
            parameters: { agents.0.learning_rate: { from: 0.0001, to: 0.01, scale: log } }
            """);

        CommandResult result = await SweepAsync(file, "--json");
        CommandResult again = await SweepAsync(file, "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using JsonDocument table = JsonDocument.Parse(result.Output);
        Assert.Equal([3, 2, 1, 1], table.RootElement.EnumerateArray().Select(static r => r.GetProperty("round").GetInt32()));
        Assert.Equal([400, 200, 100, 100], table.RootElement.EnumerateArray().Select(static r => r.GetProperty("steps").GetInt32()));
        RunSummary[] runs = [.. new ExperimentManager(Path.Combine(Runs, "s")).List()];
        Assert.Equal([100, 100, 200, 400], runs.Select(static r => r.Info!.Steps).Order());
        Assert.Equal(2, runs.Single(static r => r.Info!.Steps == 400).Info!.Resumes);
        Assert.Equal(result.Output, again.Output);
        AssertOnePage(runs, groups: 4);
    }

    [Fact]
    public async Task ADirectoryThatCannotBeWrittenIsWrongInputAndSaidOnce()
    {
        string file = SweepFixture.Write(_folder, Grid);
        string blocked = _folder.File("file", "");

        CommandResult result = await CommandLine.RunAsync("sweep", file, "--log-dir", blocked);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            $"hamlet: error: cannot write a run to '{Path.Combine(blocked, "s")}': '{blocked}' is a file: choose another directory with --log-dir",
            result.Error.TrimEnd());
    }

    [Fact]
    public async Task ARunThatFailsIsNamedAndTheOthersGoOn()
    {
        string file = SweepFixture.Write(_folder, Grid);
        Directory.CreateDirectory(Path.Combine(Runs, "s"));
        File.WriteAllText(Path.Combine(Runs, "s", "short"), "a file where the directory of the runs should be");

        CommandResult result = await SweepAsync(file);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(4, result.Error.Split('\n').Count(static l => l.Contains("failed with exit code 2", StringComparison.Ordinal)));
        Assert.Contains("learning_rate=0.01, seed 2", result.Error, StringComparison.Ordinal);
    }

    // TensorBoard takes one record of columns for all runs, and puts runs of one group together.
    private static void AssertOnePage(IReadOnlyList<RunSummary> runs, int groups)
    {
        (string Columns, string Group)[] records = [.. runs.Select(static run => SweepRecords.Of(run.Path))];
        Assert.StartsWith("agents.agent_0.learning_rate: 0.0", Assert.Single(records.Select(static r => r.Columns).Distinct()), StringComparison.Ordinal);
        Assert.Equal(groups, records.Select(static r => r.Group).Distinct().Count());
        foreach (RunSummary run in runs)
        {
            RunFolder folder = Assert.Single(RunFolder.Find(run.Path));
            var reader = new RunReader(folder, SeriesVisitor.Instance);
            reader.Read();
            Assert.Equal(RunSession.Ended, reader.Data.Session);
            Assert.Contains("agents.agent_0.learning_rate", reader.Data.Hyperparameters.Keys);
            Assert.True(reader.Data.Table.Find("outcome/final_mean_return").Series.Finite > 0);
        }
    }

    private RunState[] States() => [.. new ExperimentManager(Path.Combine(Runs, "s")).List().Select(static r => r.State)];

    // A process of the command itself: the one of these tests has other plugins, and so another configuration.
    private async Task<CommandResult> SweepAsync(string file, params string[] more)
    {
        using HamletProcess process = HamletProcess.Start(["sweep", file, "--log-dir", Runs, .. more]);
        return await process.WaitAsync();
    }
}
