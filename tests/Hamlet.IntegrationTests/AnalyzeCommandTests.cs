using System.Text.Json;
using Hamlet.IntegrationTests.Support;
using Microsoft.Data.Sqlite;

namespace Hamlet.IntegrationTests;

/// <summary>The commands that read logs back, over a training of our own.</summary>
public sealed class AnalyzeCommandTests : IDisposable
{
    private const string Critical = "exploration";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ARunIsAnalyzedAsTextJsonAndPage()
    {
        string run = await TrainAsync("a", 1);
        string text = Path.Combine(_folder.Path, "report.txt");
        string json = Path.Combine(_folder.Path, "report.json");
        string html = Path.Combine(_folder.Path, "report.html");

        CommandResult result = await CommandLine.RunAsync("analyze", run, "--verbose", "--output", text, "--json", json, "--html", html);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(result.Output, File.ReadAllText(text));
        foreach (string part in (string[])["Log directory:  " + run, "Total steps:", "Metrics found:", "SUMMARY", "DIAGNOSTICS", "METRICS", "🟢", "Episode/Total_Reward"])
        {
            Assert.Contains(part, result.Output, StringComparison.Ordinal);
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(json));
        JsonElement root = document.RootElement;
        Assert.Equal(["log_dir", "total_steps", "summary", "diagnostics", "metric_stats"], root.EnumerateObject().Select(static p => p.Name));
        Assert.Equal(run, root.GetProperty("log_dir").GetString());
        Assert.All(root.GetProperty("diagnostics").EnumerateArray(), static d =>
            Assert.Equal(["name", "status", "message", "details"], d.EnumerateObject().Select(static p => p.Name)));
        JsonElement reward = root.GetProperty("metric_stats").GetProperty("Episode/Total_Reward");
        Assert.All((string[])["first_value", "last_value"], name => Assert.Equal(JsonValueKind.Number, reward.GetProperty(name).ValueKind));
        Assert.Contains(reward.GetProperty("trend").GetString(), (string[])["increasing", "decreasing", "stable", "volatile"]);

        string page = File.ReadAllText(html);
        Assert.Contains("<svg class=\"chart\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("LNaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailOnSetsTheExitCodeAndRulesAndAsciiAreHeeded()
    {
        string run = await TrainAsync("a", 1);
        string rules = _folder.File("rules.yaml", "quantities: { epsilon: [Sample/TD_Error] }\nthresholds: { epsilon_none: 1 }");

        CommandResult found = await CommandLine.RunAsync("analyze", run, "--rules", rules, "--fail-on", "critical", "--ascii");
        CommandResult unknown = await CommandLine.RunAsync("analyze", run, "--fail-on", "nothing");
        CommandResult wrong = await CommandLine.RunAsync("analyze", run, "--rules", _folder.File("bad.yaml", "threshold: {}"));

        Assert.Equal(3, found.ExitCode);
        Assert.All(found.Output, static c => Assert.True(c < 128));
        Assert.Contains(Critical, found.Output, StringComparison.Ordinal);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("did you mean 'thresholds'?", wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("compare")]
    [InlineData("export-scalars", "--csv", "x.csv")]
    public async Task NothingToReadIsOneLine(string command, params string[] more)
    {
        foreach (string directory in (string[])[_folder.Path, Path.Combine(_folder.Path, "nowhere")])
        {
            CommandResult result = await CommandLine.RunAsync([command, directory, .. more]);

            Assert.Equal(2, result.ExitCode);
            Assert.Single(result.Error.TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public async Task SeedsOfOneConfigurationAreComparedTogether()
    {
        string[] runs = [await TrainAsync("a", 1), await TrainAsync("a", 2), await TrainAsync("b", 1, "learning_rate: 0.01"), await TrainAsync("b", 2, "learning_rate: 0.01")];
        string json = Path.Combine(_folder.Path, "compare.json");
        string html = Path.Combine(_folder.Path, "compare.html");

        CommandResult result = await CommandLine.RunAsync(["compare", .. runs, "--metric", "Episode/Total_Reward", "--json", json, "--html", html]);
        CommandResult unknown = await CommandLine.RunAsync(["compare", .. runs, "--metric", "Episode/Total_Rewrd"]);

        Assert.True(result.ExitCode == 0, result.Error);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(json));
        Assert.Equal([2, 2], document.RootElement.GetProperty("groups").EnumerateArray().Select(static g => g.GetProperty("runs").GetArrayLength()));
        JsonElement b = document.RootElement.GetProperty("metrics").GetProperty("Episode/Total_Reward").GetProperty("B");
        Assert.Equal(2, b.GetProperty("area_under_curve").GetProperty("runs").GetInt32());
        Assert.Equal(JsonValueKind.Number, b.GetProperty("difference_to_a").GetProperty("low").ValueKind);
        Assert.Equal("agents.0.learning_rate", Assert.Single(document.RootElement.GetProperty("config_differences").EnumerateObject()).Name);
        Assert.Contains("<svg", File.ReadAllText(html), StringComparison.Ordinal);
        Assert.Contains("did you mean 'Episode/Total_Reward'?", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunIsComparedWithItselfByNoName()
    {
        string run = await TrainAsync("a", 1);
        string link = Path.Combine(_folder.Path, "link");
        Directory.CreateSymbolicLink(link, run);

        CommandResult same = await CommandLine.RunAsync("compare", run, run + "/", link);
        string again = await TrainAsync("a", 1);
        CommandResult repeated = await CommandLine.RunAsync("compare", run, again, "--metric", "Episode/Total_Reward");

        Assert.Equal(2, same.ExitCode);
        Assert.Equal(2, same.Error.Split('\n').Count(static l => l.Contains("counts once", StringComparison.Ordinal)));
        Assert.Contains("there is nothing to compare", same.Error, StringComparison.Ordinal);
        Assert.Equal(0, repeated.ExitCode);
        Assert.Contains("2 runs of A have the seed 1", repeated.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" to ", repeated.Output.Split("Episode/Total_Reward")[1], StringComparison.Ordinal);
    }

    /// <summary>Wherever it was to be written, in whatever form: the same words, and the exit code of a wrong input.</summary>
    [Theory]
    [InlineData("analyze", "RUN", "--json")]
    [InlineData("analyze", "RUN", "--html")]
    [InlineData("analyze", "RUN", "--output")]
    [InlineData("compare", "RUN", "OTHER", "--json")]
    [InlineData("compare", "RUN", "OTHER", "--html")]
    [InlineData("export-scalars", "RUN", "--csv")]
    [InlineData("export-scalars", "RUN", "--sqlite")]
    [InlineData("schema", "--output")]
    public async Task AnOutputThatCannotBeWrittenIsSaidAndAFolderThatIsMissingIsMade(params string[] command)
    {
        string[] words = [.. await Task.WhenAll(command.Select(async w => w is "RUN" or "OTHER" ? await TrainAsync(w, 1) : w))];
        string blocked = Path.Combine(_folder.File("blocked", ""), "x", "out");
        string missing = Path.Combine(_folder.Path, "not", "there", "out");

        CommandResult wrong = await CommandLine.RunAsync([.. words, blocked]);
        CommandResult made = await CommandLine.RunAsync([.. words, missing]);

        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains($"cannot write '{blocked}': ", wrong.Error, StringComparison.Ordinal);
        Assert.True(made.ExitCode == 0, made.Error);
        Assert.True(new FileInfo(missing).Length > 0);
    }

    [Fact]
    public async Task EveryPointIsExported()
    {
        string run = await TrainAsync("a", 1);
        string csv = Path.Combine(_folder.Path, "x.csv");
        string database = Path.Combine(_folder.Path, "x.db");

        CommandResult result = await CommandLine.RunAsync("export-scalars", run, "--csv", csv, "--sqlite", database);

        Assert.True(result.ExitCode == 0, result.Error);
        string[] lines = File.ReadAllLines(csv);
        Assert.Equal("run,tag,step,wall_time,value,axis", lines[0]);
        Assert.All(lines.Skip(1), static l => Assert.Equal(l.Contains(",Episode/", StringComparison.Ordinal) || l.Contains(",Exploration/", StringComparison.Ordinal) ? "episode" : "step", l.Split(',')[^1]));
        string[] rewards = [.. lines.Where(static l => l.StartsWith(".,Episode/Total_Reward,", StringComparison.Ordinal)).Select(static l => l.Split(',')[4])];
        Assert.Equal(
            Database.Query(run, "SELECT value FROM metrics WHERE tag = 'Episode/Total_Reward' ORDER BY episode").Select(static v => float.Parse(v, System.Globalization.CultureInfo.InvariantCulture)),
            rewards.Select(static v => float.Parse(v, System.Globalization.CultureInfo.InvariantCulture)));
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM scalars WHERE axis IN ('step', 'episode')";
        Assert.Equal(lines.Length - 1L, command.ExecuteScalar());
        Assert.Equal(2, (await CommandLine.RunAsync("export-scalars", run, "--sqlite", database)).ExitCode);
    }

    private Task<string> TrainAsync(string name, int seed, string agent = "learning_rate: 0.1") => CommandLine.TrainAsync(_folder.Path, _folder.File($"{name}.yaml", $$"""
        experiment: { name: analyze, seed: {{seed}} }
        environment: { type: corridor, cells: 4 }
        agents: [{ algorithm: tabular_q, {{agent}} }]
        training: { num_episodes: 40 }
        evaluation: { final_episodes: 0 }
        """));
}
