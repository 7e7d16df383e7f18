using FsCheck;
using FsCheck.Fluent;
using Hamlet.Metrics;
using Hamlet.Outputs.Sqlite;
using Hamlet.Outputs.TensorBoard;
using Hamlet.Formats.EventFiles.Protos;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs;

/// <summary>Random records through both outputs and back through readers that share no line with them.</summary>
public sealed class RoundTripTests
{
    private static readonly double[] s_special =
    [
        0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue,
        1e15, 0.1, float.MaxValue, float.Epsilon,
    ];

    private static readonly string[] s_texts =
    [
        "", "plain", "it's", "\"quoted\"", "a\r\nb\tc", "日本語 😀 עברית", "NaN", "'); DROP TABLE runs; --", new('x', 5_000),
        new('ß', 1 << 19),
    ];

    private static readonly string[] s_tags =
        ["All/Single", "All/Double", "All/Integer", "All/Flag", "Meters/A", "Meters/B", "Meters/C"];

    [Fact]
    public void RandomRecordsAreReadBackToTheLastBit()
    {
        Gen<double> doubles = Gen.OneOf(Gen.Elements(s_special), ArbMap.Default.GeneratorFor<double>());
        Gen<float> floats = Gen.OneOf(Gen.Elements(s_special).Select(value => (float)value), ArbMap.Default.GeneratorFor<float>());
        Gen<long> integers = Gen.OneOf(Gen.Elements(0, -1, long.MinValue, long.MaxValue), Gen.Choose(-5, 5).Select(i => (long)i));
        Gen<string?> texts = Gen.Elements<string?>([.. s_texts, null]);
        Gen<Row> rows =
            from single in floats
            from number in doubles
            from integer in integers
            from flag in Gen.Elements(true, false)
            from text in texts
            from map in Gen.ArrayOf(floats, 3)
            select new Row(single, number, integer, flag, text, map);
        Prop.ForAll(rows.ArrayOf().ToArbitrary(), WriteAndCompare).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void AHundredThousandTagsAreReadBack()
    {
        const int count = 100_000;
        using var directory = new TempDirectory();
        using (TensorBoardSink events = directory.TensorBoard())
        using (SqliteSink database = directory.Sqlite())
        using (var log = new MetricLog([new NamedSink("tensorboard", events), new NamedSink("database", database)]))
        {
            for (int i = 0; i < count; i++)
            {
                log.Log($"Tags/日本 '{i}\"", i * 0.25, i);
            }
        }

        (long, string, float)[] expected = [.. Enumerable.Range(0, count).Select(i => ((long)i, $"Tags/日本 '{i}\"", i * 0.25f))];
        Assert.Equal(
            expected,
            directory.EventFiles().SelectMany(EventFileReader.Values).Select(value => (value.Step, value.Value.Tag, value.Value.SimpleValue)));
        Assert.Equal(
            expected,
            directory.Query("SELECT step, tag, value FROM metrics ORDER BY step")
                .Select(row => ((long)row[0], (string)row[1], (float)(double)row[2])));
    }

    private static void WriteAndCompare(Row[] rows)
    {
        using var directory = new TempDirectory();
        var names = new MetricNames(["A", "B", "C"]);
        using (TensorBoardSink events = directory.TensorBoard())
        using (SqliteSink database = directory.Sqlite())
        {
            foreach (SinkFeed feed in (SinkFeed[])[new(events), new(database)])
            {
                foreach (Row row in rows)
                {
                    var map = new MetricMap(names, row.Map);
                    feed.Write<Shapes.Everything>(
                        new MetricAxes(feed.Sequence), row.Single, row.Double, row.Integer, row.Flag, row.Text, null, null, map);
                }
            }
        }

        CompareEvents(rows, directory);
        CompareDatabase(rows, directory);
    }

    private static void CompareEvents(Row[] rows, TempDirectory directory)
    {
        List<Event> events = [.. directory.EventFiles().SelectMany(EventFileReader.Read).Where(e => e.Summary is not null)];
        Assert.Equal(rows.Length, events.Count);
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(i, events[i].Step);
            float[] expected = [rows[i].Single, (float)rows[i].Double, rows[i].Integer, rows[i].Flag ? 1 : 0, .. rows[i].Map];
            ILookup<bool, Summary.Types.Value> values = events[i].Summary.Value.ToLookup(value => value.Tensor is null);
            Assert.Equal(
                expected.Select(BitConverter.SingleToUInt32Bits),
                values[true].Select(value => BitConverter.SingleToUInt32Bits(value.SimpleValue)));
            Assert.Equal(rows[i].Text, values[false].SingleOrDefault()?.Tensor.StringVal.Single().ToStringUtf8());
        }
    }

    private static void CompareDatabase(Row[] rows, TempDirectory directory)
    {
        List<object[]> read = rows.Length == 0
            ? []
            : directory.Query("SELECT single, double, integer, flag, note FROM everything ORDER BY sequence");
        Assert.Equal(rows.Length, read.Count);
        Dictionary<(long, string), object> view = directory
            .Query("SELECT step, tag, value FROM metrics")
            .ToDictionary(row => ((long)row[0], (string)row[1]), row => row[2]);
        Assert.Equal(s_tags.Length * rows.Length, view.Count);
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal(Bits(rows[i].Single), Bits(read[i][0]));
            Assert.Equal(Bits(rows[i].Double), Bits(read[i][1]));
            Assert.Equal(rows[i].Integer, read[i][2]);
            Assert.Equal(rows[i].Flag ? 1L : 0L, read[i][3]);
            Assert.Equal((object?)rows[i].Text ?? DBNull.Value, read[i][4]);
            object[] expected =
                [rows[i].Single, rows[i].Double, rows[i].Integer, rows[i].Flag ? 1L : 0L, .. rows[i].Map.Select(value => (object)value)];
            Assert.Equal(expected.Select(Bits), s_tags.Select(tag => Bits(view[(i, tag)])));
        }
    }

    /// <summary>All there is to know of a value: its bits, those of any NaN alike, and whether it is a whole number by type.</summary>
    private static string Bits(object value) => value switch
    {
        double number when double.IsNaN(number) => "NaN",
        double number => BitConverter.DoubleToUInt64Bits(number).ToString("X16"),
        float number => Bits((double)number),
        _ => value.ToString()!,
    };

    private sealed record Row(float Single, double Double, long Integer, bool Flag, string? Text, float[] Map);
}
