using Hamlet.Benchmarks.Environments;

switch (args.FirstOrDefault())
{
    case "environments":
        EnvironmentBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: Hamlet.Benchmarks environments");
        return 2;
}
