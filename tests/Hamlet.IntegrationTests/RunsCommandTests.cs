using System.Text.Json;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests;

/// <summary>The list of runs, whole and damaged.</summary>
public sealed class RunsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunsAreListedHoweverTheyStand()
    {
        string config = _folder.File("runs.yaml", """
            experiment: { name: walk }
            environment: { type: corridor, cells: 4 }
            agents: [{ algorithm: tabular_q }]
            training: { total_steps: 400 }
            evaluation: { every_steps: 200, episodes: 2, final_episodes: 0 }
            metrics: { tensorboard: false, database: false }
            """);
        string logs = Path.Combine(_folder.Path, "logs");
        string run = await CommandLine.TrainAsync(logs, config);
        string info = File.ReadAllText(Path.Combine(run, "run.json"));
        using (JsonDocument whole = JsonDocument.Parse(info))
        {
            JsonElement agent = whole.RootElement.GetProperty("agents")[0];
            Assert.Equal(agent.GetProperty("last_return").GetDouble(), whole.RootElement.GetProperty("last_return").GetDouble());
            Assert.Equal(agent.GetProperty("best_return").GetDouble(), whole.RootElement.GetProperty("best_return").GetDouble());
        }

        Add("20200101-000001-a", info.Replace("\"completed\"", "\"running\"", StringComparison.Ordinal)
            .Replace($"\"process_id\": {Environment.ProcessId}", "\"process_id\": 2147483646", StringComparison.Ordinal));
        Add("20200101-000002-b", info.Replace("\"completed\"", "\"running\"", StringComparison.Ordinal));
        Add("20200101-000003-c", "{ \"experiment\": ");
        Add("20200101-000004-d", null);

        CommandResult table = await CommandLine.RunAsync("runs", logs);
        CommandResult json = await CommandLine.RunAsync("runs", Path.Combine(logs, "walk"), "--json");

        Assert.True(table.ExitCode == 0, table.Error);
        string[] lines = table.Output.TrimEnd().Split('\n');
        Assert.Equal(["completed", "damaged", "damaged", "running", "died"], lines.Skip(2).Take(5).Select(static line => line.Split(" ", StringSplitOptions.RemoveEmptyEntries)[2]));
        Assert.Contains("20200101-000004-d: 'run.json' is missing", table.Output, StringComparison.Ordinal);
        Assert.Contains("is damaged: it cannot be read from line 1, column 17 on", table.Output, StringComparison.Ordinal);
        using JsonDocument runs = JsonDocument.Parse(json.Output);
        JsonElement first = runs.RootElement[0];
        Assert.Equal(5, runs.RootElement.GetArrayLength());
        Assert.Equal((400L, "walk", run), (first.GetProperty("steps").GetInt64(), first.GetProperty("experiment").GetString(), first.GetProperty("path").GetString()));
        Assert.True(first.GetProperty("best_step").GetInt64() is 200 or 400);
        Assert.True(double.IsFinite(first.GetProperty("best_return").GetDouble() + first.GetProperty("last_return").GetDouble()));
        Assert.True(first.GetProperty("seconds").GetDouble() > 0);
        Assert.Equal("died", runs.RootElement[4].GetProperty("status").GetString());

        void Add(string id, string? content)
        {
            string path = Directory.CreateDirectory(Path.Combine(logs, "walk", id)).FullName;
            File.Copy(Path.Combine(run, "config.yaml"), Path.Combine(path, "config.yaml"));
            if (content is not null)
            {
                File.WriteAllText(Path.Combine(path, "run.json"), content);
            }
        }
    }

    [Fact]
    public async Task NoRunsAreNoError()
    {
        CommandResult none = await CommandLine.RunAsync("runs", _folder.Path);
        CommandResult json = await CommandLine.RunAsync("runs", _folder.Path, "--json");
        CommandResult nowhere = await CommandLine.RunAsync("runs", Path.Combine(_folder.Path, "nowhere"));

        Assert.Equal((0, $"There are no runs in '{_folder.Path}'."), (none.ExitCode, none.Output.TrimEnd()));
        Assert.Equal("[]", json.Output.TrimEnd());
        Assert.Equal(2, nowhere.ExitCode);
        Assert.Contains("there is no directory", nowhere.Error, StringComparison.Ordinal);
    }
}
