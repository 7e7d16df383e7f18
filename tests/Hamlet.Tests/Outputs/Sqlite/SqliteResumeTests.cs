using Hamlet.Metrics;
using Hamlet.Outputs.Sqlite;
using Hamlet.State;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.Sqlite;

public sealed class SqliteResumeTests : IDisposable
{
    private static readonly MetricNames s_names = new(["A"]);

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ResumeDeletesWhatCameAfterTheStateAlsoOfRecordsNotUsedYet()
    {
        StateTree state;
        using (SqliteSink sink = _directory.Sqlite())
        {
            var feed = new SinkFeed(sink);
            Write(feed, 0, 5);
            state = StateTree.Save(sink);
            Assert.Equal([5L], _directory.Column<long>("SELECT count(*) FROM one"));
            Write(feed, 5, 9);
        }

        using (SqliteSink sink = _directory.Sqlite())
        {
            state.Load(sink);
            Assert.Equal([5L], _directory.Column<long>("SELECT count(*) FROM one"));
            Assert.Equal([5L], _directory.Column<long>("SELECT count(*) FROM everything_values"));
            Assert.Equal([9L], _directory.Column<long>("SELECT max(sequence) FROM everything"));

            var feed = new SinkFeed(sink) { Sequence = 10 };
            Write(feed, 5, 7);
        }

        long[] steps = [0, 1, 2, 3, 4, 5, 6];
        Assert.Equal(steps, _directory.Column<long>("SELECT step FROM metrics WHERE tag = 'One/Value'"));
        Assert.Equal(steps, _directory.Column<long>("SELECT step FROM metrics WHERE tag = 'Meters/A' ORDER BY step"));
        Assert.Single(_directory.Query("SELECT * FROM runs"));
    }

    [Fact]
    public void StateSavedBeforeTheFirstRecordOfAResumedProcessIsTheOldOne()
    {
        StateTree state;
        using (SqliteSink sink = _directory.Sqlite())
        {
            Write(new SinkFeed(sink), 0, 3);
            state = StateTree.Save(sink);
        }

        using (SqliteSink sink = _directory.Sqlite())
        {
            state.Load(sink);
            Assert.Equal(6L, StateTree.Save(sink).Values["next_sequence"]);
        }
    }

    [Fact]
    public void TableOfAnEarlierVersionOfTheRecordGetsItsNewColumns()
    {
        using (SqliteSink sink = _directory.Sqlite())
        {
            new SinkFeed(sink).Write<Before>(new MetricAxes(1), 1f);
        }

        // Two types here, which are one in another version.
        using (var database = new SqliteDatabase(_directory.File("metrics.db"), TimeSpan.FromSeconds(1)))
        {
            database.Execute("UPDATE record_kinds SET type = $0", MetricSchema.Of<ShapedRecord<After>>().TypeName);
        }

        using (SqliteSink sink = _directory.Sqlite())
        {
            new SinkFeed(sink) { Sequence = 1 }.Write<After>(new MetricAxes(2), 2f, "new");
        }

        Assert.Equal([[1.0, DBNull.Value], [2.0, "new"]], _directory.Query("SELECT value, note FROM changed ORDER BY sequence"));
        Assert.Equal([1.0, 2.0], _directory.Column<double>("SELECT value FROM metrics ORDER BY step"));
    }

    [Fact]
    public void EachOfTwoRecordsOfOneNameHasItsTableAgainWhicheverIsLoggedFirst()
    {
        using (SqliteSink sink = _directory.Sqlite())
        {
            var feed = new SinkFeed(sink);
            feed.Write<Shapes.One>(new MetricAxes(0), 1f);
            feed.Write<Shapes.SameName>(new MetricAxes(0), 2f);
        }

        using (SqliteSink sink = _directory.Sqlite())
        {
            var feed = new SinkFeed(sink) { Sequence = 2 };
            feed.Write<Shapes.SameName>(new MetricAxes(1), 4f);
            feed.Write<Shapes.One>(new MetricAxes(1), 3f);
        }

        Assert.Equal([1.0, 3.0], _directory.Column<double>("SELECT value FROM one ORDER BY sequence"));
        Assert.Equal([2.0, 4.0], _directory.Column<double>("SELECT other FROM one_2 ORDER BY sequence"));
    }

    private static void Write(SinkFeed feed, long first, long end)
    {
        for (long step = first; step < end; step++)
        {
            feed.Write<Shapes.One>(new MetricAxes(step), (float)step);
            feed.Write<Shapes.Everything>(
                new MetricAxes(step), 1f, 1.0, 1L, true, "", new float[] { 1 }, null, new MetricMap(s_names, new float[] { 1 }));
        }
    }

    private sealed class Before : IRecordShape
    {
        public static string Name => "changed";

        public static MetricField[] Fields { get; } =
        [
            new() { Index = 0, Name = "Value", Column = "value", Tag = "C/V", Kind = MetricKind.Scalar, Type = MetricType.Single },
        ];
    }

    private sealed class After : IRecordShape
    {
        public static string Name => "changed";

        public static MetricField[] Fields { get; } =
            [.. Before.Fields, new() { Index = 1, Name = "Note", Column = "note", Tag = "Changed/Note", Kind = MetricKind.Text }];
    }
}
