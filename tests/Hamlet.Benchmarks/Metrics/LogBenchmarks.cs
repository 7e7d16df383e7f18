using BenchmarkDotNet.Attributes;
using Hamlet.Benchmarks.Outputs;
using Hamlet.Metrics;

namespace Hamlet.Benchmarks.Metrics;

/// <summary>
/// What a call of <c>Log</c> costs the thread that trains. Each iteration logs a burst into an empty ring, as an update or the end of an
/// episode does; what a writer at work beside it adds is measured by <see cref="LogPace"/>.
/// </summary>
[MemoryDiagnoser]
[InvocationCount(1)]
[WarmupCount(100)] // An iteration is a fraction of a millisecond, and the best code comes after a tenth of a second.
public class LogBenchmarks
{
    private const int Burst = 10_000;

    private readonly float[] _values = new float[256];
    private MetricLog _log = null!;

    [GlobalSetup]
    public void Setup() => _log = new MetricLog([new NamedSink("count", new CountingSink())], new MetricLogOptions { RingBytes = 32 << 20 });

    [IterationSetup]
    public void Empty() => _log.Flush();

    [GlobalCleanup]
    public void Cleanup() => _log.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Burst)]
    public void EightScalars()
    {
        for (int i = 0; i < Burst; i++)
        {
            _log.Log(Record(i));
        }
    }

    [Benchmark(OperationsPerInvoke = Burst)]
    public void OneScalarWithoutARecord()
    {
        for (int i = 0; i < Burst; i++)
        {
            _log.Log("Debug/Value", i, i);
        }
    }

    [Benchmark(OperationsPerInvoke = Burst)]
    public void HistogramOf256()
    {
        for (int i = 0; i < Burst; i++)
        {
            _log.LogHistogram("Debug/Weights", _values, i);
        }
    }

    [Benchmark(OperationsPerInvoke = Burst)]
    public void TextOf40Characters()
    {
        for (int i = 0; i < Burst; i++)
        {
            _log.LogText("Debug/Note", "the agent starved on its way to the shop", i);
        }
    }

    internal static EightScalars Record(int i) => new()
    {
        Step = i, Agent = 0, TdError = i, Loss = 0.5f, QMean = i, QStd = 1, RndError = 2, Epsilon = 0.1f, Stage = 1, GradientNorm = i,
    };
}
