using System.Text.Json;
using Hamlet.IntegrationTests.Support;
using Hamlet.Outputs.Sqlite;

namespace Hamlet.IntegrationTests;

/// <summary>What a run left is found again: in its database, in its CSV files and in its replays.</summary>
public sealed class QueryCommandTests : IDisposable
{
    private const string Episodes = "SELECT episode, value FROM metrics WHERE metric_name = 'total_reward' ORDER BY episode LIMIT 2";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ARunIsAskedAsTableCsvAndJson()
    {
        string run = await TrainAsync("metrics: { csv: true }");

        CommandResult table = await CommandLine.RunAsync("query", run, "SELECT 1 AS one, 'a' AS name UNION ALL SELECT 222, NULL");
        CommandResult csv = await CommandLine.RunAsync("query", run, "SELECT 1 AS one, 'a,\"b' AS name, NULL AS gone, '' AS empty", "--csv");
        CommandResult json = await CommandLine.RunAsync("query", run, Episodes, "--json");

        Assert.Equal(["one  name", "---  ----", "  1  a", "222"], table.Output.TrimEnd().Split(Environment.NewLine));
        Assert.Equal("one,name,gone,empty\r\n1,\"a,\"\"b\",,\"\"\r\n", csv.Output);
        using JsonDocument rows = JsonDocument.Parse(json.Output);
        Assert.Equal([0L, 1L], rows.RootElement.EnumerateArray().Select(static row => row.GetProperty("episode").GetInt64()));
        Assert.StartsWith("sequence,timestamp,step,episode,agent_id,", File.ReadLines(Path.Combine(run, "csv", "episode.csv")).First(), StringComparison.Ordinal);

        using var database = MetricDatabase.Open(run);
        var query = new MetricQuery { Agent = "agent_0", Metric = "Episode/Total_Reward", FromEpisode = 1, ToEpisode = 5 };
        IReadOnlyList<MetricPoint> all = database.Read(query);
        Assert.Equal([1L, 2L, 3L, 4L, 5L], all.Select(static point => point.Episode));
        Assert.Equal(all.Skip(2).Take(2), database.Read(query with { Offset = 2, Limit = 2 }));
        Assert.Empty(database.Read(query with { Agent = "nobody" }));
    }

    [Theory]
    [InlineData("SELEC 1", "syntax error")]
    [InlineData("SELECT * FROM nowhere", "no such table: nowhere")]
    [InlineData("DELETE FROM runs", "readonly")]
    [InlineData("", "there is no statement to run")]
    [InlineData(" ; -- nothing", "there is no statement to run")]
    [InlineData("SELECT 1; SELECT 2", "there is more than one statement, and each is run by itself: the second begins with 'SELECT 2'")]
    [InlineData("SELEC 1; SELECT 2", "syntax error")]
    [InlineData("SELECT * FROM metrics WHERE tag = @tag", "there is no value for the parameter '@tag'")]
    [InlineData("SELECT ?", "there is no value for the parameter '?'")]
    public async Task WrongSqlIsOneLine(string sql, string reason)
    {
        string run = await TrainAsync("metrics: { tensorboard: false }");

        CommandResult result = await CommandLine.RunAsync("query", run, sql);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatFollowsTheStatementAndSaysNothingIsNoSecondOneAndEqualNamesAreNumbered()
    {
        string run = await TrainAsync("metrics: { tensorboard: false }");

        CommandResult result = await CommandLine.RunAsync("query", run, "SELECT 1 AS a, 2 AS a_2, 3 AS b, 4 AS a; -- that is all ;", "--json");

        Assert.Equal((0, """[ {"a":1,"a_2":2,"b":3,"a_3":4} ]"""), (result.ExitCode, string.Join(' ', result.Output.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))));
    }

    /// <summary>
    /// With one environment an episode's steps are those after the last one's end: so every number is of the episode that its step belongs to, that with which
    /// an episode ends included.
    /// </summary>
    [Fact]
    public async Task EveryNumberIsOfTheEpisodeThatItsStepBelongsTo()
    {
        string run = await CommandLine.TrainAsync(
            _folder.Path, Repository.Config("cartpole_dqn.yaml"), "--set", "training.total_steps=1500", "--set", "agents.0.learning_starts=100",
            "--set", "evaluation.every_steps=500", "--set", "evaluation.episodes=1", "--set", "evaluation.final_episodes=1");

        const string Belongs = "(SELECT count(*) FROM episode e WHERE e.step < m.step)";
        Assert.Equal(["0"], Database.Query(run, $"SELECT count(*) FROM metrics m WHERE episode <> {Belongs}"));
        Assert.Equal(
            ["0|episode_lengths/mean", "0|rewards/mean"],
            Database.Query(run, "SELECT DISTINCT m.episode, m.tag FROM metrics m JOIN episode e USING (step) WHERE e.episode = 0 AND m.tag IN ('rewards/mean', 'episode_lengths/mean') ORDER BY m.tag"));
    }

    /// <summary>Where nothing can be written, there is no place for what SQLite keeps beside a database while it is open.</summary>
    [Fact]
    public async Task ARunIsAskedWhereNothingCanBeWritten()
    {
        string run = await TrainAsync("metrics: { tensorboard: false }");
        Directory.CreateDirectory(Path.Combine(run, "metrics.db-shm"));

        CommandResult result = await CommandLine.RunAsync("query", run, "SELECT count(*) FROM runs", "--csv");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.EndsWith("1", result.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunThatIsNotThereIsOneLine()
    {
        CommandResult result = await CommandLine.RunAsync("query", Path.Combine(_folder.Path, "nothing"), "SELECT 1");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("there is no run", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private Task<string> TrainAsync(string metrics) => CommandLine.TrainAsync(_folder.Path, _folder.File("query.yaml", $$"""
        experiment: { name: query }
        environment: { type: corridor, cells: 4 }
        agents: [{ algorithm: tabular_q }]
        training: { num_episodes: 8 }
        evaluation: { final_episodes: 0 }
        {{metrics}}
        """));
}
