using Hamlet.Benchmarks.Outputs;

switch (args.FirstOrDefault())
{
    case "outputs":
        OutputBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: Hamlet.Benchmarks outputs");
        return 2;
}
