using System.Text.Json;
using Hamlet.Environments;
using Hamlet.IntegrationTests.Support;
using Hamlet.Policies;
using Hamlet.Training.Checkpoints;

namespace Hamlet.IntegrationTests;

/// <summary>What a run has learned is measured, exported and used by a program that knows nothing of training.</summary>
public sealed class PolicyCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task APolicyIsMeasuredExportedAndLoaded()
    {
        string run = await TrainAsync("[{ algorithm: dqn, network: { hidden: [16] }, learning_starts: 100 }]");

        // The best policy on the fresh episodes of the closing lines: the very same figures.
        CommandResult eval = await CommandLine.RunAsync("eval", run, "--json");
        Assert.True(eval.ExitCode == 0, eval.Error);
        using JsonDocument measured = JsonDocument.Parse(eval.Output);
        JsonElement best = measured.RootElement[0];
        Assert.Equal(("agent_0", 5L), (best.GetProperty("policy").GetString(), best.GetProperty("episodes").GetInt64()));
        string sql = $"SELECT tag, value FROM metrics WHERE metric_name LIKE '%_mean_return' ORDER BY metric_name";
        Assert.Contains(
            Database.Query(run, sql),
            row => row.Contains("best", StringComparison.OrdinalIgnoreCase)
                && row.EndsWith($"|{best.GetProperty("mean_return").GetDouble():R}", StringComparison.Ordinal));
        Assert.Equal("random", measured.RootElement[1].GetProperty("policy").GetString());

        CommandResult kept = await CommandLine.RunAsync("eval", run, "--checkpoint", "latest", "--episodes", "2", "--seed", "9", "--replays");
        Assert.True(kept.ExitCode == 0, kept.Error);
        Assert.Contains("agent_0   600         2", kept.Output, StringComparison.Ordinal);
        string[] replays = Directory.GetFiles(Path.Combine(run, "evaluation", "replays"));
        Assert.Equal(2, replays.Length);
        Assert.Equal(0, (await CommandLine.RunAsync("replay", replays[0])).ExitCode);

        // The same policy by its run, by its exported file, and as a model.
        string file = Path.Combine(_folder.Path, "bot.safetensors");
        CommandResult export = await CommandLine.RunAsync("export", run, "--output", file);
        Assert.True(export.ExitCode == 0, export.Error);
        using var policy = Policy.Load(run);
        using var exported = Policy.Load(file);
        Assert.Equal(["left", "right"], ((DiscreteActions)policy.Environment.Actions).Names);
        for (float angle = -0.2f; angle < 0.2f; angle += 0.05f)
        {
            float[] observation = [0.1f, -0.3f, angle, 2 * angle];
            Assert.Equal(policy.Act(observation), exported.Act(observation));
        }

        Assert.Equal(0, (await CommandLine.RunAsync("export", run)).ExitCode);
        Assert.True(new FileInfo(Path.Combine(run, "agent_0.onnx")).Length > 500);
        Assert.Equal(0, (await CommandLine.RunAsync("export", run, "--format", "safetensors")).ExitCode);
        Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(run, "agent_0.safetensors")));

        // An ending that nobody knows decides nothing; one that is another format's is no slip to pass over.
        string plain = Path.Combine(_folder.Path, "bot.bin");
        Assert.Equal(0, (await CommandLine.RunAsync("export", run, "--format", "safetensors", "--output", plain)).ExitCode);
        Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(plain));
        Assert.Contains(
            "--format onnx does not fit --output", (await FailAsync("export", run, "--format", "onnx", "--output", file)).Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(plain), File.ReadAllBytes(file));
    }

    [Fact]
    public async Task WrappersGoWithThePolicy()
    {
        string run = await TrainAsync("""
            [{ algorithm: ppo, n_steps: 64, wrappers: [{ type: normalize_observation }, { type: normalize_reward }, { type: clip_reward, low: -1, high: 1 }] }]
            """);

        CommandResult eval = await CommandLine.RunAsync("eval", run, "--json");
        Assert.True(eval.ExitCode == 0, eval.Error);
        using JsonDocument measured = JsonDocument.Parse(eval.Output);
        Assert.Contains(
            Database.Query(run, "SELECT tag, value FROM metrics WHERE metric_name LIKE '%best_mean_return'"),
            row => row.EndsWith($"|{measured.RootElement[0].GetProperty("mean_return").GetDouble():R}", StringComparison.Ordinal));
        Assert.Equal(0, (await CommandLine.RunAsync("export", run)).ExitCode);
        using var policy = Policy.Load(run);
        Assert.InRange(policy.Act([0.1f, 0.2f, -0.01f, 0.3f]), 0, 1);

        string stacked = await TrainAsync("[{ algorithm: dqn, network: { hidden: [4] }, wrappers: [{ type: frame_stack, frames: 3 }] }]");
        Assert.Equal(0, (await CommandLine.RunAsync("eval", stacked, "--episodes", "2")).ExitCode);
        Assert.Contains("'frame_stack', which has no form in ONNX", (await FailAsync("export", stacked)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralAgentsAreTold()
    {
        string run = await TrainAsync("[{ agent_id: red, algorithm: dqn, network: { hidden: [4] } }, { agent_id: blue, algorithm: ppo, n_steps: 32 }]");

        CommandResult eval = await CommandLine.RunAsync("eval", run, "--episodes", "1");
        Assert.Equal(["blue", "red", "random"], eval.Output.TrimEnd().Split('\n').Skip(2).Select(static line => line.Split(' ')[0]));

        Assert.Contains("choose one with --agent (blue, red)", (await FailAsync("export", run)).Error, StringComparison.Ordinal);
        Assert.Contains("no agent 'green'", (await FailAsync("export", run, "--agent", "green")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandLine.RunAsync("export", run, "--agent", "blue")).ExitCode);
        Assert.ThrowsAny<IOException>(() => Policy.Load(run));
        Policy.Load(run, "red").Dispose();
    }

    [Fact]
    public async Task WhatIsWrongIsOneLine()
    {
        string run = await TrainAsync("[{ algorithm: dqn, network: { hidden: [4] } }]");
        string yaml = _folder.File("foreign.yaml", "experiment: { name: x }");

        Assert.Contains($"did you mean '{run}'", (await FailAsync("eval", run + "x")).Error, StringComparison.Ordinal);
        Assert.Contains("is no run but has some in it", (await FailAsync("eval", _folder.Path)).Error, StringComparison.Ordinal);
        string missing = (await FailAsync("eval", run, "--checkpoint", "7")).Error;
        Assert.Contains("no checkpoint '7'", missing, StringComparison.Ordinal);
        Assert.Contains("the number of one: 0, ", missing, StringComparison.Ordinal);
        Assert.Contains("no checkpoint 'bets'", (await FailAsync("export", run, "--checkpoint", "bets")).Error, StringComparison.Ordinal);
        Assert.Contains("at least 1", (await FailAsync("eval", run, "--episodes", "0")).Error, StringComparison.Ordinal);
        Assert.Contains("no safetensors file", (await FailAsync("export", yaml)).Error, StringComparison.Ordinal);
        Assert.Contains("cannot write", (await FailAsync("export", run, "--output", Path.Combine(yaml, "x.onnx"))).Error, StringComparison.Ordinal);

        string policy = Path.Combine(run, "policies", "best", "agent_0.policy.safetensors");
        File.WriteAllBytes(policy, File.ReadAllBytes(policy)[..^1]);
        Assert.Contains("agent_0.policy.safetensors: the tensors take", (await FailAsync("eval", run)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APolicyThatIsNoNetworkIsSaid()
    {
        string run = await CommandLine.TrainAsync(_folder.Path, _folder.File("table.yaml", """
            experiment: { name: table }
            environment: { type: corridor, cells: 4 }
            agents: [{ algorithm: tabular_q }]
            training: { num_episodes: 4 }
            evaluation: { final_episodes: 0 }
            metrics: { tensorboard: false, database: false }
            """));

        // Whatever is asked for, it is the same, and no other word would help.
        foreach (string command in (string[])["export", "eval", "live"])
        {
            foreach (string checkpoint in (string[])["best", "latest", $"{CheckpointManager.Numbers(run)[^1]}"])
            {
                string error = (await FailAsync(command, run, "--checkpoint", checkpoint)).Error;
                Assert.Contains("has a policy that can be saved", error, StringComparison.Ordinal);
                Assert.DoesNotContain("Say --checkpoint", error, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("onnx")]
    [InlineData("safetensors")]
    public async Task AnExportThatCannotBeWrittenNamesTheFileThatWasAskedFor(string format)
    {
        string run = await TrainAsync("[{ algorithm: dqn }]");
        string file = Path.Combine(_folder.File("blocked", ""), "x", "policy");

        CommandResult result = await FailAsync("export", run, "--format", format, "--output", file);
        CommandResult folder = await FailAsync("export", run, "--format", format, "--output", _folder.Path);
        CommandResult made = await CommandLine.RunAsync("export", run, "--format", format, "--output", Path.Combine(_folder.Path, "new", "policy"));

        Assert.Contains($"cannot write '{file}': ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", result.Error + folder.Error, StringComparison.Ordinal);
        Assert.Contains("it is a directory", folder.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Path + ".tmp"));
        Assert.Equal(0, made.ExitCode);
    }

    [Fact]
    public async Task AnAgentWithoutAPolicyThatCanBeSavedIsNamed()
    {
        string run = await TrainAsync("[{ algorithm: dqn, agent_id: red }, { algorithm: random, agent_id: dice }]");

        CommandResult result = await CommandLine.RunAsync("eval", run, "--episodes", "2", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("left out: dice, which has no policy that can be saved", result.Error, StringComparison.Ordinal);
        using JsonDocument rows = JsonDocument.Parse(result.Output);
        Assert.Equal(["red", "random"], rows.RootElement.EnumerateArray().Select(static r => r.GetProperty("policy").GetString()));
    }

    [Fact]
    public async Task ClonesHaveTheirPolicyTogether()
    {
        string run = await TrainAsync("[{ algorithm: dqn, agent_id: crowd, clones: 3 }]");

        CommandResult result = await CommandLine.RunAsync("eval", run, "--episodes", "2", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using JsonDocument rows = JsonDocument.Parse(result.Output);
        Assert.Equal(["crowd", "random"], rows.RootElement.EnumerateArray().Select(static r => r.GetProperty("policy").GetString()));
    }

    [Fact]
    public async Task OnnxIsForOtherRuntimes()
    {
        string run = await TrainAsync("[{ algorithm: dqn }]");
        string file = Path.Combine(_folder.Path, "p.onnx");
        Assert.Equal(0, (await CommandLine.RunAsync("export", run, "--output", file)).ExitCode);

        Assert.Contains("hamlet export --format safetensors", Assert.Throws<InvalidDataException>(() => Policy.Load(file)).Message, StringComparison.Ordinal);
    }

    private static async Task<CommandResult> FailAsync(params string[] args)
    {
        CommandResult result = await CommandLine.RunAsync(args);
        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        return result;
    }

    private Task<string> TrainAsync(string agents) => CommandLine.TrainAsync(_folder.Path, _folder.File("pole.yaml", $$"""
        experiment: { name: pole }
        environment: { type: cartpole }
        agents: {{agents}}
        training: { total_steps: 600 }
        evaluation: { every_steps: 200, episodes: 2, final_episodes: 5 }
        metrics: { tensorboard: false }
        """));
}
