using Hamlet.Benchmarks.Numerics;

switch (args.FirstOrDefault())
{
    case "kernels":
        KernelBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: Hamlet.Benchmarks kernels");
        return 2;
}
