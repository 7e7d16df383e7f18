using Hamlet.Hosting.Commands;
using Hamlet.IntegrationTests.Support;
using Hamlet.Live.Board;

namespace Hamlet.IntegrationTests.Live;

/// <summary>What the board learns of a run that was trained.</summary>
public sealed class BoardRunsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ATrainedRunIsListedWithItsEpisodesAndItsScalars()
    {
        CommandResult trained = await CommandLine.RunAsync(
            "train", Repository.Config("cartpole_ppo.yaml"), "--log-dir", _folder.Path, "--quiet", "--set", "training.total_steps=512", "--set", "evaluation.final_episodes=1");
        Assert.Equal(0, trained.ExitCode);
        var source = new BoardRuns(_folder.Path, TimeProvider.System);

        BoardRun run = Assert.Single(source.List());
        Assert.Equal(("cartpole_ppo", "completed", 512L), (run.Experiment, run.State, run.Steps));
        Assert.Equal(Path.GetRelativePath(_folder.Path, run.Path), run.Name);

        List<string> rows = Database.Query(run.Path, "SELECT agent_id || ' ' || episode || ' ' || step FROM episode ORDER BY episode");
        Assert.NotEmpty(rows);
        Assert.Equal(rows, source.Episodes(run.Path).Select(static e => $"{e.Agent} {e.Episode} {e.Step}"));
        Assert.Empty(source.Episodes(_folder.Path));

        string file = Path.Combine(_folder.Path, "all.csv");
        CommandResult exported = await CommandLine.RunAsync("export-scalars", _folder.Path, "--csv", file);
        Assert.Equal(0, exported.ExitCode);
        string[] all = File.ReadAllLines(file);
        Assert.Equal(all, Lines(source.Csv(run, tag: null)));
        const string Tag = "Episode/Total_Reward";
        Assert.Equal(all.Where((line, i) => i == 0 || line.Split(',')[1] == Tag), Lines(source.Csv(run, Tag)));
        Assert.True(Lines(source.Csv(run, Tag)).Length > 1);
    }

    private static string[] Lines(byte[] csv) => System.Text.Encoding.UTF8.GetString(csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
