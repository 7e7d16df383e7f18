using Hamlet.Metrics;
using Hamlet.Outputs.Sqlite;
using Hamlet.Tests.Outputs.Support;
using Microsoft.Data.Sqlite;

namespace Hamlet.Tests.Outputs.Sqlite;

public sealed class SqliteSinkTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void RunIsRegisteredBeforeAnythingIsLoggedAndTheViewIsThere()
    {
        using SqliteSink sink = _directory.Sqlite();

        Assert.Equal(
            ["20251009-085320-abcd", "town", "2025-10-09T08:53:20.000Z", "seed: 1"],
            _directory.Query("SELECT run_id, experiment, started_at, configuration FROM runs").Single());
        Assert.Empty(_directory.Query("SELECT run_id, timestamp, step, episode, agent_id, metric_name, value, tag FROM metrics"));
        Assert.Equal("wal", _directory.Column<string>("PRAGMA journal_mode").Single());
    }

    [Fact]
    public void QueryOfTheReadmeWorksWhileTheDatabaseIsWritten()
    {
        using SqliteSink sink = _directory.Sqlite();
        var feed = new SinkFeed(sink);
        feed.Write<Shapes.Episode>(new MetricAxes(10, 1, 0), 1.5f, null);
        feed.Write<Shapes.Episode>(new MetricAxes(5, 0, 0), 0.5f, 0.25f);
        feed.Write<Shapes.One>(new MetricAxes(10, 1, 0), 7f);
        sink.Flush();
        feed.Write<Shapes.Episode>(new MetricAxes(20, 2, 0), 9f, null);

        List<object[]> rows = _directory.Query(
            "SELECT episode, metric_name, value FROM metrics WHERE agent_id = 'agent_0' ORDER BY episode, metric_name");

        Assert.Equal(
            [[0L, "ratio", 0.25], [0L, "total_reward", 0.5], [1L, "total_reward", 1.5], [1L, "value", 7.0]],
            rows);
        Assert.Equal([0.5, 1.5], _directory.Column<double>("SELECT value FROM metrics WHERE metric_name = 'total_reward' ORDER BY step"));
        Assert.Equal(
            ["20251009-085320-abcd", "2025-10-09T08:53:20.250Z", 5L, 0L, "agent_0", "ratio", 0.25, "Episode/Ratio"],
            _directory.Query("SELECT * FROM metrics WHERE metric_name = 'ratio'").Single());
    }

    [Fact]
    public void EveryKindOfFieldHasItsColumns()
    {
        var names = new MetricNames(["Energy", "HomeMeal"]);
        using SqliteSink sink = _directory.Sqlite();
        new SinkFeed(sink).Write<Shapes.Everything>(
            new MetricAxes(70, 3, 0), 1.5f, 0.1, long.MaxValue, true, "it's \"so\"\n名", new float[] { 1, 2, 3, 6, float.NaN },
            new MetricImage(1, 1, 1, new byte[1]), new MetricMap(names, new float[] { 0.25f, float.NaN }));
        sink.Flush();

        Assert.Equal(
            [0L, 1.5, 0.1, long.MaxValue, 1L, "it's \"so\"\n名", 4L, 1.0, 6.0, 3.0, Math.Sqrt(14.0 / 4)],
            _directory.Query("""
                SELECT sequence, single, double, integer, flag, note, spread_count, spread_min, spread_max, spread_mean, spread_std
                FROM everything
                """).Single());
        Assert.Equal(
            [[0L, "meters", "Energy", "energy", 0.25], [0L, "meters", "HomeMeal", "home_meal", "NaN"]],
            _directory.Query("SELECT * FROM everything_values"));
        Assert.Equal(
            [
                ["single", "All/Single"], ["double", "All/Double"], ["integer", "All/Integer"], ["flag", "All/Flag"],
                ["spread_count", "All/Spread/count"], ["spread_min", "All/Spread/min"], ["spread_max", "All/Spread/max"],
                ["spread_mean", "All/Spread/mean"], ["spread_std", "All/Spread/std"],
                ["energy", "Meters/Energy"], ["home_meal", "Meters/HomeMeal"],
            ],
            _directory.Query("SELECT metric_name, tag FROM metrics"));
    }

    [Fact]
    public void AbsentValuesAreNullAndNotInTheView()
    {
        using SqliteSink sink = _directory.Sqlite();
        var feed = new SinkFeed(sink);
        feed.Write<Shapes.Everything>(new MetricAxes(1), 1f, 1.0, 1L, true, "", new float[] { 1 }, null, null);
        feed.Write<Shapes.Everything>(new MetricAxes(2), 1f, 1.0, 1L, true, null, null, null, null);
        sink.Flush();

        Assert.Equal(
            [["", 1L, 1.0], [DBNull.Value, DBNull.Value, DBNull.Value]],
            _directory.Query("SELECT note, spread_count, spread_mean FROM everything ORDER BY sequence"));
        Assert.Equal([4L], _directory.Column<long>("SELECT count(*) FROM metrics WHERE step = 2"));
    }

    [Fact]
    public void TagPartsAreColumnsAndFillTheTagsOfTheView()
    {
        var agents = new MetricAgents(["left", "right"]);
        var names = new MetricNames(["A'b"]);
        using SqliteSink sink = _directory.Sqlite(agents);
        var feed = new SinkFeed(sink, agents);
        foreach ((int agent, string part) in ((int, string)[])[(1, "town"), (-1, "it's {taskId}"), (1, "town")])
        {
            TagName[] parts = [TagName.Intern(part), TagName.Intern("7")];
            var map = new MetricMap(names, new float[] { 3 });
            feed.Write(1.5, new ShapedRecord<Shapes.Parts>(new MetricAxes(4, 0, agent), parts, 2f, map));
        }

        sink.Flush();

        Assert.Equal(
            [["right", "town", "7", 2.0], ["", "it's {taskId}", "7", 2.0], ["right", "town", "7", 2.0]],
            _directory.Query("SELECT agent_id, name, task_id, mean_return FROM evaluation"));
        Assert.Equal(
            [
                ["", "a_b", "eval/it's {taskId}/A'b"], ["", "mean_return", "eval/it's {taskId}/7/mean_return"],
                ["right", "a_b", "eval/town/A'b"], ["right", "mean_return", "eval/town/7/mean_return"],
            ],
            _directory.Query("SELECT DISTINCT agent_id, metric_name, tag FROM metrics ORDER BY agent_id, metric_name"));
    }

    [Fact]
    public void RecordWithoutAnAgentBelongsToTheOnlyOne()
    {
        using SqliteSink sink = _directory.Sqlite();
        new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(1), 1f);
        sink.Flush();

        Assert.Equal(["agent_0"], _directory.Column<string>("SELECT agent_id FROM one"));
    }

    [Fact]
    public void KindsOfRecordsSayWhichOfThemDependOnTheClock()
    {
        using SqliteSink sink = _directory.Sqlite();
        var feed = new SinkFeed(sink);
        feed.Write<Shapes.Clocked>(new MetricAxes(1), 1f);
        feed.Write<Shapes.Episode>(new MetricAxes(1, 0), 1f, null);
        sink.Flush();

        Assert.Equal(
            [["performance", 1L, "step", "The record performance."], ["episode", 0L, "episode", "The record episode."]],
            _directory.Query("SELECT name, clocked, axis, description FROM record_kinds"));
        Assert.Equal(
            [
                ["Ratio", "scalar", "ratio", "ratio", "Episode/Ratio"],
                ["TotalReward", "scalar", "total_reward", "total_reward", "Episode/Total_Reward"],
            ],
            _directory.Query("""
                SELECT field, kind, "column", metric_name, tag FROM record_fields WHERE record = 'episode' ORDER BY field
                """));
    }

    [Fact]
    public void HostileNamesAreOnlyNames()
    {
        using SqliteSink sink = _directory.Sqlite();
        var feed = new SinkFeed(sink);
        feed.Write<Shapes.One>(new MetricAxes(1), 7f);
        feed.Write<Shapes.SameName>(new MetricAxes(1), 8f);
        feed.Write(1.0, new ShapedRecord<Shapes.Hostile>(new MetricAxes(5), [TagName.Intern("'--")], 1f, 2f, 3f));
        sink.Flush();

        Assert.Single(_directory.Query("SELECT * FROM runs"));
        Assert.Equal([[7.0]], _directory.Query("SELECT value FROM one"));
        Assert.Equal([[8.0]], _directory.Query("SELECT other FROM one_2"));
        Assert.Equal(
            [[2L, 5L, "'--", 1.0, 2.0, 3.0]],
            _directory.Query("""
                SELECT sequence, step, step_2, "Sequence_2", "x""; DROP TABLE runs; --", "X""; drop table runs; --_2" FROM metrics_2
                """));
        Assert.Equal(
            ["One/Value", "Other/Value", "a'); DROP TABLE runs; --/'--", "quote\"'`[]", "zero\uFFFDbyte"],
            _directory.Column<string>("SELECT tag FROM metrics ORDER BY value = 7.0 DESC, value = 8.0 DESC, value"));
    }

    [Fact]
    public void ViewTakesMoreColumnsThanAUnionHasRoomFor()
    {
        using SqliteSink sink = _directory.Sqlite();
        var feed = new SinkFeed(sink);
        object?[] values = [.. Enumerable.Range(0, 300).Select(i => (object)(long)i)];
        feed.Write<Shapes.Wide<byte>>(new MetricAxes(1), values);
        feed.Write<Shapes.Wide<short>>(new MetricAxes(1), values);
        feed.Write<Shapes.Wide<int>>(new MetricAxes(1), values);
        sink.Flush();

        Assert.Equal([900L], _directory.Column<long>("SELECT count(*) FROM metrics"));
        Assert.Equal([299L], _directory.Column<long>("SELECT value FROM metrics WHERE tag = 'Int32/F299'"));
    }

    /// <summary>A batch that ends with the last row, one before it and one behind it.</summary>
    [Theory]
    [InlineData(4, 4)]
    [InlineData(5, 4)]
    [InlineData(7, 4)]
    [InlineData(8, 8)]
    [InlineData(9, 8)]
    public void EnoughRowsAreCommittedWithoutAFlush(int rows, long committed)
    {
        using var sink = new SqliteSink(new SqliteOptions { CommitRows = 4 }, _directory.Context());
        var feed = new SinkFeed(sink);
        for (int step = 1; step <= rows; step++)
        {
            string tables = "SELECT count(*) FROM sqlite_master WHERE name = 'one'";
            Assert.Equal([step > 4 ? 1L : 0L], _directory.Column<long>(tables));
            feed.Write<Shapes.One>(new MetricAxes(step), 1f);
        }

        Assert.Equal([committed], _directory.Column<long>("SELECT count(*) FROM one"));
        sink.Flush();
        Assert.Equal([(long)rows], _directory.Column<long>("SELECT count(*) FROM one"));
    }

    [Fact]
    public void MegabyteOfTextIsKeptWhole()
    {
        string text = new string('x', 1 << 20) + "ß'\"\n";
        using SqliteSink sink = _directory.Sqlite();
        new SinkFeed(sink).Write<Shapes.Everything>(new MetricAxes(1), 1f, 1.0, 1L, true, text, null, null, null);
        sink.Flush();

        Assert.Equal([text], _directory.Column<string>("SELECT note FROM everything"));
    }

    [Fact]
    public void DatabaseLockedForTooLongIsAnErrorAndWritableAgainAfterwards()
    {
        using var sink = new SqliteSink(new SqliteOptions { BusyTimeout = 0.05 }, _directory.Context());
        var feed = new SinkFeed(sink);
        feed.Write<Shapes.One>(new MetricAxes(0), 1f);
        sink.Flush();
        using (var other = new SqliteConnection($"Data Source={_directory.File("metrics.db")};Pooling=False"))
        {
            other.Open();
            using SqliteTransaction held = other.BeginTransaction();
            Assert.Throws<SqliteException>(() => feed.Write<Shapes.One>(new MetricAxes(1), 1f));
        }

        feed.Write<Shapes.One>(new MetricAxes(2), 1f);
        sink.Flush();
        Assert.Equal([0L, 2L], _directory.Column<long>("SELECT step FROM one"));
    }

    [Fact]
    public void FilesThatAKilledProcessLeavesHoldEveryFlushedRow()
    {
        using var killed = new TempDirectory();
        using SqliteSink sink = _directory.Sqlite();
        var feed = new SinkFeed(sink);
        for (int step = 0; step < 5_000; step++)
        {
            feed.Write<Shapes.One>(new MetricAxes(step), 1f);
            if (step == 2_999)
            {
                sink.Flush();
            }
        }

        // What is on the disk at this moment is what a kill would leave.
        foreach (string name in (string[])["metrics.db", "metrics.db-wal"])
        {
            File.Copy(_directory.File(name), killed.File(name));
        }

        using (SqliteSink resumed = killed.Sqlite())
        {
            new SinkFeed(resumed) { Sequence = 3_000 }.Write<Shapes.One>(new MetricAxes(3_000), 1f);
        }

        Assert.Equal(["ok"], killed.Column<string>("PRAGMA integrity_check"));
        Assert.Equal([[3_001L, 0L, 3_000L]], killed.Query("SELECT count(*), min(step), max(step) FROM metrics"));
    }

    [Fact]
    public void WritingARecordAgainReplacesIt()
    {
        using SqliteSink sink = _directory.Sqlite();
        var feed = new SinkFeed(sink);
        feed.Write<Shapes.One>(new MetricAxes(1), 1f);
        feed.Sequence = 0;
        feed.Write<Shapes.One>(new MetricAxes(1), 2f);
        sink.Flush();

        Assert.Equal([[0L, 2.0]], _directory.Query("SELECT sequence, value FROM one"));
    }

    [Fact]
    public void ClosingCommitsAndLeavesOneFile()
    {
        SqliteSink sink = _directory.Sqlite();
        new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(1), 1f);
        sink.Dispose();
        sink.Dispose();

        Assert.Equal([_directory.File("metrics.db")], Directory.GetFiles(_directory.Path));
        Assert.Equal([1L], _directory.Column<long>("SELECT count(*) FROM one"));
    }
}
