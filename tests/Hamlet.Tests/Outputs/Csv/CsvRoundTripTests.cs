using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Hamlet.Metrics;
using Hamlet.Outputs.Csv;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.Csv;

/// <summary>Random records through the files and back.</summary>
public sealed class CsvRoundTripTests
{
    private static readonly double[] s_special =
    [
        0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue,
        1e15, 1e16, 0.1, float.MaxValue, float.Epsilon,
    ];

    private static readonly string[] s_texts =
    [
        "", " ", "plain", "it's", "\"quoted\"", "\"", "\"\"", ",", "a\r\nb\tc", "\r", "\n", "日本語 😀 עברית", "NaN", "=1+1", "zero\0byte",
        new('x', 1_000_000), new('"', 100_000),
    ];

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
    public void RowsOfEveryLengthCrossTheEdgeOfTheBuffer()
    {
        using var directory = new TempDirectory();
        string[] texts = [.. Enumerable.Range(0, 40).Select(i => new string('x', 65_536 - 80 + i))];
        using (var sink = new CsvSink(new CsvOptions { Enabled = true }, directory.Context()))
        {
            var feed = new SinkFeed(sink);
            foreach (string text in texts)
            {
                feed.Write<Shapes.Everything>(new MetricAxes(1), 1f, 1.0, 1L, true, text, null, null, null);
            }
        }

        Assert.Equal(texts, CsvReader.Read(directory.File("csv/everything.csv")).Skip(1).Select(static row => row[9]));
    }

    private static void WriteAndCompare(Row[] rows)
    {
        using var directory = new TempDirectory();
        var names = new MetricNames(["A", "with,comma", "C"]);
        using (var sink = new CsvSink(new CsvOptions { Enabled = true }, directory.Context()))
        {
            var feed = new SinkFeed(sink);
            foreach (Row row in rows)
            {
                feed.Write<Shapes.Everything>(
                    new MetricAxes(feed.Sequence), row.Single, row.Double, row.Integer, row.Flag, row.Text, null, null, new MetricMap(names, row.Map));
            }
        }

        if (rows.Length == 0)
        {
            Assert.Empty(Directory.GetFiles(directory.File("csv")));
            return;
        }

        string?[][] read = [.. CsvReader.Read(directory.File("csv/everything.csv")).Skip(1)];
        string?[][] values = [.. CsvReader.Read(directory.File("csv/everything_values.csv")).Skip(1)];
        Assert.Equal(rows.Length, read.Length);
        Assert.Equal(3 * rows.Length, values.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.Equal([i.ToString(CultureInfo.InvariantCulture), "1760000000.25", i.ToString(CultureInfo.InvariantCulture), "0", "agent_0"], read[i].Take(5));
            Assert.Equal(Bits(rows[i].Single), Bits(float.Parse(read[i][5]!, CultureInfo.InvariantCulture)));
            Assert.Equal(Bits(rows[i].Double), Bits(double.Parse(read[i][6]!, CultureInfo.InvariantCulture)));
            Assert.Equal(rows[i].Integer, long.Parse(read[i][7]!, CultureInfo.InvariantCulture));
            Assert.Equal(rows[i].Flag ? "1" : "0", read[i][8]);
            Assert.Equal(rows[i].Text, read[i][9]);
            Assert.All(read[i][10..], Assert.Null);
            for (int j = 0; j < 3; j++)
            {
                string?[] value = values[(3 * i) + j];
                Assert.Equal([i.ToString(CultureInfo.InvariantCulture), "meters", names.Names[j]], value.Take(3));
                Assert.Equal(Bits(rows[i].Map[j]), Bits(float.Parse(value[3]!, CultureInfo.InvariantCulture)));
            }
        }
    }

    // Any NaN is one.
    private static long Bits(double value) => double.IsNaN(value) ? -1 : BitConverter.DoubleToInt64Bits(value);

    private sealed record Row(float Single, double Double, long Integer, bool Flag, string? Text, float[] Map);
}
