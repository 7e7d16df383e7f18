using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hamlet.Formats.EventFiles;
using Hamlet.Metrics;
using Hamlet.Outputs.Csv;
using Hamlet.Outputs.Sqlite;
using Hamlet.Outputs.TensorBoard;

namespace Hamlet.Benchmarks.Outputs;

/// <summary>
/// How fast the local outputs take records of eight scalars, on one thread, onto the disk of the temporary directory: the best of three
/// rounds, closing included, as wall time. Beside it the bytes on disk, and the time that a histogram of 10,000 values takes.
/// </summary>
internal static class OutputBenchmark
{
    private const int Scalars = 8;
    private const int Rounds = 3;

    /// <summary>Measures and prints.</summary>
    public static void Run()
    {
        const int events = 2_000_000;
        const int rows = 1_000_000;
        Result result = Best(context => new TensorBoardSink(new TensorBoardOptions(), context), events);
        double scalars = events * Scalars;
        Print("tensorboard", "million scalars", scalars / 1e6, result);
        Print($"            {result.Bytes / scalars,8:F1} bytes a scalar");
        result = Best(context => new SqliteSink(new SqliteOptions(), context), rows);
        Print("database", "thousand rows", rows / 1e3, result);
        Print($"            {(double)result.Bytes / rows,8:F1} bytes a row");
        result = Best(context => new CsvSink(new CsvOptions { Enabled = true }, context), rows);
        Print("csv", "million values", rows * Scalars / 1e6, result);
        Print($"            {result.Bytes / ((double)rows * Scalars),8:F1} bytes a value");
        Print($"histogram   {HistogramMicroseconds(),8:F1} us for 10,000 values");
    }

    private static Result Best(Func<SinkContext, IMetricSink> open, int records)
    {
        Result? best = null;
        for (int round = 0; round < Rounds; round++)
        {
            DirectoryInfo directory = Directory.CreateTempSubdirectory("hamlet-bench-");
            try
            {
                Result result = Measure(open, directory, records);
                best = best is null || result.Seconds < best.Seconds ? result : best;
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        }

        return best!;
    }

    private static Result Measure(Func<SinkContext, IMetricSink> open, DirectoryInfo directory, int records)
    {
        using IMetricSink sink =
            open(new SinkContext { RunDirectory = directory.FullName, RunId = "20251009-085320-abcd", Experiment = "bench" });
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long started = Stopwatch.GetTimestamp();
        Write(sink, records);
        sink.Dispose();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        processor = Environment.CpuUsage.TotalTime - processor;
        return new Result(seconds, processor.TotalSeconds, directory.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length));
    }

    private static void Write(IMetricSink sink, int records)
    {
        MetricSchema<EightScalars> schema = Schema<EightScalars>();
        byte[][] names = [.. schema.Fields.Select(field => Encoding.UTF8.GetBytes(field.Tag))];
        var tags = new MetricTags(0, names, names);
        byte[] buffer = new byte[256];
        for (int i = 0; i < records; i++)
        {
            float value = i * 0.001f;
            var record = new EightScalars
            {
                Step = i,
                Agent = 0,
                TdError = value,
                Loss = value + 1,
                QMean = value + 2,
                QStd = value * 0.5f,
                RndError = 0.1f,
                Epsilon = 1 / (value + 1),
                Stage = i & 7,
                GradientNorm = value * value,
            };
            var encoder = new MetricEncoder(buffer);
            Encode(in record, ref encoder);
            var axes = new MetricAxes(i, i / 100, 0);
            sink.Write(new MetricEntry(schema, tags, i, 1_760_000_000 + (i * 1e-5), axes, buffer.AsSpan(0, encoder.Position)));
        }
    }

    private static void Encode<TRecord>(in TRecord record, ref MetricEncoder encoder)
        where TRecord : struct, IMetricRecord<TRecord> => record.Encode(ref encoder);

    private static MetricSchema<TRecord> Schema<TRecord>()
        where TRecord : struct, IMetricRecord<TRecord> => TRecord.Schema;

    private static double HistogramMicroseconds()
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 10_000).Select(_ => (float)((random.NextDouble() * 2) - 1 + random.NextDouble()))];
        float[] rows = new float[90];
        double best = double.MaxValue;
        for (int round = 0; round < 50; round++)
        {
            long started = Stopwatch.GetTimestamp();
            for (int i = 0; i < 100; i++)
            {
                HistogramRows.Fill(values, rows);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMicroseconds / 100);
        }

        return best;
    }

    private static void Print(string output, string unit, double count, Result result) =>
        Print($"{output,-11} {count / result.Seconds,8:F1} {unit}/s; in a second of processor time {count / result.ProcessorSeconds:F1}");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Result(double Seconds, double ProcessorSeconds, long Bytes);
}
