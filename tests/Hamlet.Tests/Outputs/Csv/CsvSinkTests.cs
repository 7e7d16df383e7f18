using System.Text.Json;
using Hamlet.Metrics;
using Hamlet.Outputs.Csv;
using Hamlet.State;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.Csv;

public sealed class CsvSinkTests : IDisposable
{
    private static readonly MetricNames s_names = new(["A"]);

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ColumnsAreTheAxesTheTagPartsAndTheFields()
    {
        using (CsvSink sink = Open())
        {
            new SinkFeed(sink).Write(
                0.5,
                new ShapedRecord<Shapes.Parts>(
                    new MetricAxes(7, 2, 0), [TagName.Intern("a,b"), TagName.Intern("t")], 1.5f, new MetricMap(s_names, new float[] { 3 })));
        }

        Assert.Equal(
            "sequence,timestamp,step,episode,agent_id,name,task_id,mean_return\r\n0,0.5,7,2,agent_0,\"a,b\",t,1.5\r\n",
            File.ReadAllText(_directory.File("csv/evaluation.csv")));
        Assert.Equal("sequence,field,name,value\r\n0,scores,A,3\r\n", File.ReadAllText(_directory.File("csv/evaluation_values.csv")));
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(_directory.File("csv/evaluation.schema.json")));
        Assert.Equal(1, schema.RootElement.GetProperty("version").GetInt32());
        Assert.Equal(
            "eval/{name}/{taskId}/mean_return", schema.RootElement.GetProperty("columns")[7].GetProperty("tag").GetString());
    }

    [Fact]
    public void DistributionsStandAsTheirFigures()
    {
        using (CsvSink sink = Open())
        {
            new SinkFeed(sink).Write<Shapes.Everything>(
                new MetricAxes(1), 1f, 1.0, 1L, false, "t", new float[] { 1, 3, float.NaN }, null, null);
        }

        string?[][] rows = [.. CsvReader.Read(_directory.File("csv/everything.csv"))];
        Assert.Equal(["spread_count", "spread_min", "spread_max", "spread_mean", "spread_std"], rows[0].Skip(10));
        Assert.Equal(["2", "1", "3", "2", "1"], rows[1].Skip(10));
    }

    [Fact]
    public void FilesOpenedAgainAreGoneOnWith()
    {
        var old = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        string schema = _directory.File("csv/one.schema.json");
        for (int i = 0; i < 2; i++)
        {
            using (CsvSink sink = Open())
            {
                new SinkFeed(sink) { Sequence = i }.Write<Shapes.One>(new MetricAxes(i), (float)i);
            }

            File.SetLastWriteTimeUtc(schema, i == 0 ? old : File.GetLastWriteTimeUtc(schema));
        }

        // Their description is not written again: a process that is killed while it is would leave a file that nobody goes on with.
        Assert.Equal(old, File.GetLastWriteTimeUtc(schema));
        Assert.Equal(["value", "0", "1"], CsvReader.Read(_directory.File("csv/one.csv")).Select(static row => row[5]));
    }

    [Fact]
    public void ARecordWithOtherColumnsGetsAnotherFile()
    {
        using (CsvSink sink = Open())
        {
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(0), 1f);
        }

        using (CsvSink sink = Open())
        {
            var feed = new SinkFeed(sink);
            feed.Write<Shapes.SameName>(new MetricAxes(0), 2f);
            feed.Write<Shapes.One>(new MetricAxes(0), 3f);
        }

        // 'One' and 'one' are one file where the names of files ignore case, so neither takes the other's.
        List<string?[]>[] files = [.. Directory.GetFiles(_directory.File("csv"), "*.csv").Select(CsvReader.Read)];
        Assert.Equal(
            ["other 2", "value 1", "value 3"],
            files.SelectMany(static rows => rows.Skip(1).Select(row => $"{rows[0][5]} {row[5]}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EachOfTwoRecordsOfOneNameGoesOnInItsOwnFile()
    {
        using (CsvSink sink = Open())
        {
            var feed = new SinkFeed(sink);
            feed.Write<Shapes.One>(new MetricAxes(0), 1f);
            feed.Write<Shapes.SameColumns>(new MetricAxes(0), 2f);
        }

        using (CsvSink sink = Open())
        {
            var feed = new SinkFeed(sink) { Sequence = 2 };
            feed.Write<Shapes.SameColumns>(new MetricAxes(1), 4f);
            feed.Write<Shapes.One>(new MetricAxes(1), 3f);
        }

        Assert.Equal(
            ["value 1 3", "value 2 4"],
            Directory.GetFiles(_directory.File("csv"), "*.csv").Select(static file => string.Join(' ', CsvReader.Read(file).Select(static row => row[5]))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AFileOfAnotherVersionIsLeftAlone()
    {
        using (CsvSink sink = Open())
        {
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(0), 1f);
        }

        File.WriteAllText(_directory.File("csv/one.schema.json"), "{\"version\": 2}");
        string before = File.ReadAllText(_directory.File("csv/one.csv"));
        using (CsvSink sink = Open())
        {
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(0), 2f);
        }

        Assert.Equal(before, File.ReadAllText(_directory.File("csv/one.csv")));
        Assert.Equal("2", CsvReader.Read(_directory.File("csv/one-2.csv"))[1][5]);
    }

    [Fact]
    public void ResumeCutsBackToTheStateAndDeletesWhatCameLater()
    {
        StateTree state;
        string[] saved;
        using (CsvSink sink = Open())
        {
            var feed = new SinkFeed(sink);
            Write(feed, 0, 5);
            state = StateTree.Save(sink);
            saved = Contents();
            Write(feed, 5, 9);
            feed.Write<Shapes.Episode>(new MetricAxes(1), 1f, null);
        }

        Assert.NotEqual(saved, Contents());
        using (CsvSink sink = Open())
        {
            state.Load(sink);
            Assert.Equal(saved, Contents());
            Write(new SinkFeed(sink) { Sequence = 10 }, 5, 7);
        }

        Assert.Equal(
            ["step", "0", "1", "2", "3", "4", "5", "6"], CsvReader.Read(_directory.File("csv/one.csv")).Select(static row => row[2]));
        Assert.Equal(8, CsvReader.Read(_directory.File("csv/everything_values.csv")).Count);
        Assert.False(File.Exists(_directory.File("csv/episode.csv")));
    }

    [Fact]
    public void AFileShorterThanItsStateIsAnErrorOfTheResume()
    {
        StateTree state;
        using (CsvSink sink = Open())
        {
            Write(new SinkFeed(sink), 0, 5);
            state = StateTree.Save(sink);
        }

        using (FileStream file = new(_directory.File("csv/one.csv"), FileMode.Open))
        {
            file.SetLength(3);
        }

        using CsvSink resumed = Open();
        Assert.Contains("has 3 bytes", Assert.Throws<IOException>(() => state.Load(resumed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARecordThatWasSeenBeforeAllocatesNothing()
    {
        using CsvSink sink = Open();
        var probe = new AllocationProbe(sink);
        Assert.Equal(0, probe.Allocated());
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

    private CsvSink Open() => new(new CsvOptions { Enabled = true }, _directory.Context());

    private string[] Contents() =>
        [.. Directory.GetFiles(_directory.File("csv")).Order(StringComparer.Ordinal).Select(path => $"{path}\n{File.ReadAllText(path)}")];
}
