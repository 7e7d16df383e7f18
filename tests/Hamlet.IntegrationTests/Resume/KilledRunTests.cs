using System.Globalization;
using Hamlet.IntegrationTests.Support;
using Hamlet.Training.Runs;

namespace Hamlet.IntegrationTests.Resume;

/// <summary>
/// Trains at once, and again in processes that are killed at random points of the way, without a warning, and resumed. What comes out is the
/// same. <c>HAMLET_CUTS</c> is the number of cuts of each experiment: in the short form two, of two experiments; else of all of them.
/// </summary>
public sealed class KilledRunTests : IDisposable
{
    private static readonly int? s_cuts =
        int.TryParse(Environment.GetEnvironmentVariable("HAMLET_CUTS"), NumberStyles.None, CultureInfo.InvariantCulture, out int cuts) ? cuts : null;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Experiments => [.. s_cuts is null ? CutExperiments.Names.Take(2) : CutExperiments.Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Experiments))]
    public async Task ARunThatIsKilledAndResumedIsTheSameRun(string name)
    {
        int cuts = s_cuts ?? 2;
        int steps = s_cuts is not null ? name is "dqn_per" or "ppo_rnd" ? 60_000 : 20_000 : name == "dqn_per" ? 16_200 : 5_400;
        int made = await CutAsync(name, steps, cuts);
        // A fast machine comes to the end before the signal does: then a longer way.
        for (int tries = 1; made < (cuts + 1) / 2 && tries < 4; tries++)
        {
            made = await CutAsync(name, steps *= 3, cuts);
        }

        Assert.True(made >= (cuts + 1) / 2, $"only {made} of {cuts} cuts came before the end, of {steps} steps");
    }

    [Fact]
    public async Task ARunThatIsKilledBeforeItsFirstCheckpointBeginsOnceMore()
    {
        string config = "";
        string run = "";
        int steps = 900;
        do
        {
            // A fast machine comes to the end before the signal does: then a longer way.
            steps *= 3;
            config = _folder.File("config.yaml", CutExperiments.Text("dqn_per", steps));
            string cut = Path.Combine(_folder.Path, $"cut_{steps}");
            await TrainAndKillAsync(config, cut, -1, TimeSpan.Zero);
            run = Assert.Single(Directory.GetDirectories(Path.Combine(cut, "dqn_per")));
        }
        while (new ExperimentManager(run).Describe(run).State == RunState.Completed && steps < 100_000);

        Assert.Equal(RunState.Died, new ExperimentManager(run).Describe(run).State);
        string whole = await TrainAsync(config, Path.Combine(_folder.Path, "whole"));
        if (Directory.Exists(Path.Combine(run, "checkpoints")))
        {
            // It was faster: then as if it had not been.
            Directory.Delete(Path.Combine(run, "checkpoints"), recursive: true);
        }

        using HamletProcess process = HamletProcess.Start("resume", run);
        CommandResult result = await process.WaitAsync();

        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        Assert.Contains("begins once more", result.Output, StringComparison.Ordinal);
        ResumedRun.AssertEqual(whole, run);
    }

    /// <summary>Trains at once and with cuts, and compares.</summary>
    /// <returns>How many of the cuts came before the end.</returns>
    private async Task<int> CutAsync(string name, int steps, int cuts)
    {
        string config = _folder.File("config.yaml", CutExperiments.Text(name, steps));
        string whole = await TrainAsync(config, Path.Combine(_folder.Path, $"whole_{steps}"));

        string cut = Path.Combine(_folder.Path, $"cut_{steps}");
        var random = new Random(name.Length + cuts);
        int made = 0;
        for (int i = 0; i < cuts; i++)
        {
            // Anywhere between here and the end, so that later ones have some way left.
            double from = (double)i / cuts;
            long target = (long)(steps * (from + (random.NextDouble() * 0.9 / cuts)));
            made += await TrainAndKillAsync(config, cut, target, TimeSpan.FromMilliseconds(random.Next(60))) ? 1 : 0;
        }

        string run = await TrainAsync(config, cut);

        Assert.Equal(made, Runs(run).Resumes);
        ResumedRun.AssertEqual(whole, run);
        return made;
    }

    // Every process is the command itself: the one of these tests has other plugins, and so another configuration.
    private static async Task<string> TrainAsync(string config, string logDirectory)
    {
        using HamletProcess process = HamletProcess.Start("train", config, "--log-dir", logDirectory, "--resume");
        CommandResult result = await process.WaitAsync();
        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        return Path.GetDirectoryName(Assert.Single(Directory.GetFiles(logDirectory, "run.json", SearchOption.AllDirectories)))!;
    }

    private static RunInfo Runs(string run) => new RunInfoFile(Path.Combine(run, "run.json")).Read();

    /// <summary>Trains until there is a checkpoint at or after a step, and a moment longer.</summary>
    /// <returns>Whether the process was killed, and had not come to its end before.</returns>
    private static async Task<bool> TrainAndKillAsync(string config, string logDirectory, long step, TimeSpan longer)
    {
        // On a fast machine the one before may have come beyond that step already: then until there is another checkpoint.
        long latest = LatestStep(logDirectory);
        using HamletProcess process = HamletProcess.Start("train", config, "--log-dir", logDirectory, "--resume", "--quiet");
        Task<CommandResult> end = process.WaitAsync();
        while (!end.IsCompleted && LatestStep(logDirectory) <= Math.Max(step - 1, latest))
        {
            await Task.Delay(5);
        }

        await Task.Delay(longer);
        if (end.IsCompleted || !await process.TrySignalAsync("KILL"))
        {
            CommandResult result = await end;
            Assert.True(result.ExitCode == 0, result.Error + result.Output);
            return false;
        }

        await end;
        return new ExperimentManager(logDirectory).List().Single().State == RunState.Died;
    }

    private static long LatestStep(string logDirectory)
    {
        if (!Directory.Exists(logDirectory))
        {
            return -2;
        }

        string[] runs = Directory.GetFiles(logDirectory, "run.json", SearchOption.AllDirectories);
        return runs.Length == 0
            ? -2
            : Directory.GetDirectories(logDirectory, "step_*", SearchOption.AllDirectories)
                .Select(static path => long.Parse(Path.GetFileName(path).AsSpan("step_".Length), CultureInfo.InvariantCulture)).DefaultIfEmpty(-1).Max();
    }
}
