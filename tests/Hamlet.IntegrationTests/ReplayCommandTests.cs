using System.Text.Json;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ARecordedEpisodeIsWholeAndAgreesWithItsMetrics()
    {
        string run = await TrainAsync("replay_storage: true, replay_sample_rate: 1");

        Assert.Equal(6, Directory.GetFiles(Path.Combine(run, "replays")).Length);
        string file = Path.Combine(run, "replays", "ep3_agent_0.json");
        using JsonDocument replay = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement root = replay.RootElement;
        JsonElement[] steps = [.. root.GetProperty("trajectory").EnumerateArray()];
        Assert.Equal(3, root.GetProperty("episode").GetInt32());
        Assert.Equal("agent_0", root.GetProperty("agent_id").GetString());
        Assert.Equal(
            Database.Query(run, "SELECT survival_time FROM episode WHERE episode = 3"), [steps.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        Assert.All(steps[..^1], static step => Assert.False(step.GetProperty("done").GetBoolean()));
        Assert.True(steps[^1].GetProperty("done").GetBoolean());
        int size = root.GetProperty("fields").EnumerateArray().Sum(static field => field.GetProperty("size").GetInt32());
        Assert.All(steps, step => Assert.Equal(size, step.GetProperty("state").GetArrayLength()));
        Assert.Equal(size, root.GetProperty("final_state").GetArrayLength());
        double total = steps.Sum(static step => step.GetProperty("reward").GetDouble());
        Assert.Equal(root.GetProperty("total_reward").GetDouble(), total, 4);
        Assert.All(
            root.GetProperty("meters").EnumerateObject(), meter => Assert.Equal(steps.Length, meter.Value.GetArrayLength()));

        CommandResult played = await CommandLine.RunAsync("replay", file);

        Assert.Equal(0, played.ExitCode);
        string[] lines = played.Output.TrimEnd().Split(Environment.NewLine);
        Assert.Equal($"episode 3 of agent_0 in town8/L1, {steps.Length} steps", lines[0]);
        Assert.Equal(steps.Length, lines.Count(static line => line.StartsWith("  @ agent", StringComparison.Ordinal)));
        // Every frame has eight rows of the town.
        Assert.Equal(8 * steps.Length, lines.Count(static line => line.Length == 17 && line[2..].Split(' ').All(static cell => cell.Length == 1)));
        Assert.StartsWith("total reward ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSeedSaysWhichEpisodesAreKeptAndNothingElseChanges()
    {
        string[] runs =
        [
            await TrainAsync("replay_storage: true, replay_sample_rate: 0.5, replay_gzip: true"),
            await TrainAsync("replay_storage: true, replay_sample_rate: 0.5"),
            await TrainAsync("replay_storage: true, replay_sample_rate: 0"),
            await TrainAsync("replay_storage: false, replay_sample_rate: 1"),
        ];

        string[] kept = Names(runs[0]);
        Assert.InRange(kept.Length, 1, 5);
        Assert.All(kept, static name => Assert.EndsWith(".json.gz", name, StringComparison.Ordinal));
        Assert.Equal(kept, Names(runs[1]).Select(static name => name + ".gz"));
        Assert.Empty(Names(runs[2]));
        Assert.Empty(Names(runs[3]));
        Assert.All(runs, run => Assert.Equal(Database.Metrics(runs[3]), Database.Metrics(run)));
        CommandResult played = await CommandLine.RunAsync("replay", Path.Combine(runs[0], "replays", kept[0]), "--no-color");
        Assert.True(played.ExitCode == 0, played.Error);
    }

    [Fact]
    public async Task AnEpisodeOfTheOriginalIsATable()
    {
        string file = _folder.File("ep1.json", """
            {"episode": 1, "agent_id": "a", "timestamp": "2025-10-01T00:00:00",
             "trajectory": [{"state": [0.5, 1], "action": 2, "reward": -1.5, "done": false}, {"state": [0, 1], "action": 0, "reward": 1, "done": true}]}
            """);

        CommandResult result = await CommandLine.RunAsync("replay", file);

        string[] lines = result.Output.TrimEnd().Split(Environment.NewLine);
        Assert.Equal(4, lines.Length);
        Assert.Equal("    0  2           reward      -1.5  total      -1.5  0.5 1", lines[1]);
        Assert.Equal("total reward -0.5", lines[3]);
    }

    [Theory]
    [InlineData("{", "is no replay: it cannot be read from line 1, column 2 on")]
    [InlineData("{\"episode\": 1}", "is no replay: it has no 'trajectory'")]
    [InlineData("{\"episode\": 1, \"trajectory\": [1]}", "is a damaged replay")]
    [InlineData(null, "there is no file '")]
    public async Task WhatIsNoReplayIsOneLine(string? text, string reason)
    {
        string file = text is null ? Path.Combine(_folder.Path, "none.json") : _folder.File("bad.json", text);

        CommandResult result = await CommandLine.RunAsync("replay", file);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static string[] Names(string run) => Directory.Exists(Path.Combine(run, "replays"))
        ? [.. Directory.GetFiles(Path.Combine(run, "replays")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)]
        : [];

    private Task<string> TrainAsync(string metrics) => CommandLine.TrainAsync(
        _folder.Path,
        _folder.File("replay.yaml", $$"""
            experiment: { name: replay, seed: 4 }
            environment: { type: town, world: {{Repository.Config("worlds/town8.yaml")}}, level: L1 }
            agents: [{ algorithm: dqn }]
            training: { num_episodes: 6 }
            evaluation: { final_episodes: 0 }
            metrics: { {{metrics}} }
            """));
}
