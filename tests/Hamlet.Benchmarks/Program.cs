using BenchmarkDotNet.Running;
using Hamlet.Benchmarks.Analysis;
using Hamlet.Benchmarks.Generators;
using Hamlet.Benchmarks.Hosting;
using Hamlet.Benchmarks.Live;
using Hamlet.Benchmarks.Metrics;
using Hamlet.Benchmarks.Numerics;
using Hamlet.Benchmarks.Outputs;
using Hamlet.Benchmarks.Training;

switch (args.FirstOrDefault())
{
    case "log":
        LogPace.Run();
        return 0;
    case "kernels":
        KernelBenchmark.Run();
        return 0;
    case "outputs":
        OutputBenchmark.Run();
        return 0;
    case "overhead":
        OverheadBenchmark.Run(args.AsSpan(1));
        return 0;
    case "remote":
        OverheadBenchmark.Run(args.AsSpan(1), remote: true);
        return 0;
    case "live":
        LiveBenchmark.Run(args.AsSpan(1));
        return 0;
    case "page":
        await PageBenchmark.RunAsync(args[1..]);
        return 0;
    case "analyze":
        ReadBenchmark.Run(args.AsSpan(1));
        return 0;
    case "start":
        StartBenchmark.Run(args.AsSpan(1));
        return 0;
    case "generators":
        GeneratorBenchmark.Run(args.AsSpan(1));
        return 0;
    case "threads":
        ThreadsBenchmark.Run(args.AsSpan(1));
        return 0;
    case "agents-memory":
        AgentsMemory.Run(args.AsSpan(1));
        return 0;
    default:
        // Everything else is BenchmarkDotNet's: --list flat, --filter '*Log*'.
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
