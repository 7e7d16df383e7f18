using System.Globalization;
using Hamlet.Hosting.Input;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests;

/// <summary>A run has one name in every command: its directory, or its identifier in 'runs' of where one is.</summary>
public sealed class RunNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryCommandTakesTheIdentifierOfARun()
    {
        string config = _folder.File("pole.yaml", """
            experiment: { name: pole }
            environment: { type: cartpole }
            agents: [{ algorithm: dqn }]
            training: { total_steps: 300 }
            evaluation: { every_steps: 100, episodes: 1, final_episodes: 0 }
            metrics: { replay_storage: true }
            """);
        string run = await TrainAsync(config, "--log-dir", "runs/deep");
        string id = Path.GetFileName(run);
        string other = await TrainAsync(config, "--seed", "2");
        string replay = Path.GetFileName(Directory.GetFiles(Path.Combine(run, "replays"))[0]);

        string[][] commands =
        [
            ["query", id, "SELECT 1"], ["analyze", id], ["compare", id, Path.GetFileName(other)], ["sync", id], ["export-scalars", id, "--csv", "x.csv"],
            ["replay", $"{id}/replays/{replay}"], ["eval", id, "--episodes", "1"], ["export", id], ["resume", id],
        ];
        foreach (string[] command in commands)
        {
            await RunAsync(command);
            Assert.Matches("identifiers? in 'runs'", (await CommandLine.RunAsync(command[0], "--help")).Output.ReplaceLineEndings(" ").Replace("  ", "", StringComparison.Ordinal));
        }

        using HamletProcess mistyped = HamletProcess.StartIn(_folder.Path, "query", id[..^1] + "_", "SELECT 1");
        Assert.Contains($"did you mean '{id}'?", (await mistyped.WaitAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfARunItsReplaysAreNamed()
    {
        string run = await CommandLine.TrainAsync(_folder.Path, "--env", "cartpole", "--set", "training.total_steps=400", "--set", "metrics.replay_storage=true", "--set", "evaluation.final_episodes=0");

        CommandResult result = await CommandLine.RunAsync("replay", run);

        Assert.Equal(2, result.ExitCode);
        // The first of them whole, so that it can be pasted; 9 stands before 10.
        int[] episodes = [.. Directory.GetFiles(Path.Combine(run, "replays")).Select(static f => int.Parse(Path.GetFileName(f)[2..].Split('_')[0], CultureInfo.InvariantCulture)).Order()];
        Assert.Contains($"such as {Path.Combine(run, "replays", $"ep{episodes[0]}_agent_0.json")}, or ep{episodes[1]}_agent_0.json", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ALinkIsWhatItLeadsTo()
    {
        string target = Directory.CreateDirectory(Path.Combine(_folder.Path, "a", "b")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "link"), Path.Combine(_folder.Path, "a"));

        Assert.Equal(RunName.RealPath(target), RunName.RealPath(Path.Combine(_folder.Path, "link", ".", "b") + "/"));
    }

    // By the program itself: its runs name none of the outputs that the tests are built with.
    private async Task<string> TrainAsync(params string[] args)
    {
        CommandResult result = await RunAsync(["train", .. args]);
        return Path.Combine(_folder.Path, result.Output.Split('\n').Single(static l => l.StartsWith("Run: ", StringComparison.Ordinal))["Run: ".Length..].Trim());
    }

    private async Task<CommandResult> RunAsync(params string[] command)
    {
        using HamletProcess process = HamletProcess.StartIn(_folder.Path, command);
        CommandResult result = await process.WaitAsync();
        Assert.True(result.ExitCode == 0, $"{command[0]}: {result.Error}");
        return result;
    }
}
