using System.Globalization;
using Hamlet.Generators.Configuration;
using Hamlet.Generators.Metrics;
using Hamlet.Generators.Plugins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hamlet.Benchmarks.Generators;

/// <summary>What the generators cost the compiler: for the first run over a project, and for each edit after that.</summary>
internal static class GeneratorBenchmark
{
    private const int Repeats = 9;
    private const int WarmUps = 12;
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp13);

    /// <summary>Measures.</summary>
    /// <param name="args">The number of records, 500 if it is not given.</param>
    public static void Run(ReadOnlySpan<string> args)
    {
        int records = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;
        Measure($"{records} metric records of 8 scalars", SourceTexts.MetricRecords(records));
        Measure($"{records} options records of 8 options", SourceTexts.OptionsRecords(records));
        Measure($"{records} plugins with options", SourceTexts.Plugins(records));
    }

    private static void Measure(string what, IReadOnlyList<string> sources)
    {
        // The compiler's own code and ours are compiled for good in the first runs, beside them and on the same processors.
        CSharpCompilation warm = Project(sources);
        double first = Time(() => Create().RunGenerators(warm));
        for (int i = 1; i < WarmUps; i++)
        {
            CSharpCompilation again = Project(sources);
            Create().RunGenerators(again).RunGenerators(again.ReplaceSyntaxTree(again.SyntaxTrees[0], Parse(sources[0] + "//")));
        }

        long allocated = 0;
        var cold = new List<double>();
        var letter = new List<double>();
        var type = new List<double>();
        var record = new List<double>();
        for (int i = 0; i < Repeats; i++)
        {
            // Symbols that a compilation has once made are there for the next run: a new one each time.
            CSharpCompilation project = Project(sources);
            GeneratorDriver driver = Create();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            cold.Add(Time(() => driver = driver.RunGenerators(project)));
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            // What an editor does at each letter: the compilation is a new one, all its files but one are the old ones.
            Edit(letter, project.SyntaxTrees[^1], $"class Unrelated {{ int Method() => {i}; }}");
            Edit(type, project.SyntaxTrees[^1], $"class Unrelated {{ int Method() => {i}; }} class Other{i};");
            Edit(record, project.SyntaxTrees[0], project.SyntaxTrees[0].ToString().Replace("Value0", $"Other{i}", StringComparison.Ordinal));

            void Edit(List<double> times, SyntaxTree tree, string source)
            {
                project = project.ReplaceSyntaxTree(tree, Parse(source));
                times.Add(Time(() => driver = driver.RunGenerators(project)));
            }
        }

        Console.WriteLine($"{what}: processor time, median (least) of {Repeats}, ms");
        Console.WriteLine($"    cold {Show(cold)}, {allocated >> 20} MiB; the first run of the process {first:0}");
        Console.WriteLine($"    a letter in a method {Show(letter)}, a new type {Show(type)}, a property of one record {Show(record)}");
    }

    // A compiler shares its cores with an editor and a build: what a run takes of them is what it costs.
    private static double Time(Action run)
    {
        // What was left lying by the parser of the sources is not to be swept up in our time.
        GC.Collect();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        run();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private static string Show(List<double> times) => string.Create(CultureInfo.InvariantCulture, $"{Median(times):0.00} ({times.Min():0.00})");

    private static GeneratorDriver Create() => CSharpGeneratorDriver.Create(
        new IIncrementalGenerator[] { new OptionsGenerator(), new MetricsGenerator(), new PluginsGenerator() }
            .Select(static g => g.AsSourceGenerator()),
        parseOptions: s_parse);

    private static CSharpCompilation Project(IReadOnlyList<string> sources) => CSharpCompilation.Create(
        "Benchmark",
        [.. sources.Append("class Unrelated { int Method() => -1; }").Select(Parse)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is { } name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "Hamlet.Core.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, s_parse);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
