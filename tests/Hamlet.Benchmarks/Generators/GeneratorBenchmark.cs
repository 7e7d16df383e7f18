using System.Diagnostics;
using Hamlet.Generators.Configuration;
using Hamlet.Generators.Metrics;
using Hamlet.Generators.Plugins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hamlet.Benchmarks.Generators;

/// <summary>What the generators cost the compiler: for the first run over a project, and for each edit after that.</summary>
internal static class GeneratorBenchmark
{
    private const int Repeats = 15;
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp13);

    /// <summary>Measures.</summary>
    /// <param name="args">The number of records, 500 if it is not given.</param>
    public static void Run(ReadOnlySpan<string> args)
    {
        int records = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 500;
        Measure($"{records} metric records of 8 scalars", SourceTexts.MetricRecords(records));
        Measure($"{records} options records of 8 options", SourceTexts.OptionsRecords(records));
        Measure($"{records} plugins with options", SourceTexts.Plugins(records));
    }

    private static void Measure(string what, IReadOnlyList<string> sources)
    {
        CSharpCompilation project = Project(sources);
        double first = Time(Cold(project)).Total;
        var cold = new List<double>();
        var unrelated = new List<(double Total, string Each)>();
        var related = new List<(double Total, string Each)>();
        for (int i = 0; i < Repeats; i++)
        {
            // Symbols that a compilation has once made are there for the next run: a new one each time.
            CSharpCompilation fresh = Project(sources);
            GeneratorDriver driver = Cold(fresh);
            cold.Add(Time(driver).Total);
            // What an editor does at each letter: the compilation is a new one, all its files but one are the old ones.
            fresh = fresh.ReplaceSyntaxTree(fresh.SyntaxTrees[^1], Parse($"class Unrelated {{ int Letter{i}() => {i}; }}"));
            driver = driver.RunGenerators(fresh);
            unrelated.Add(Time(driver));
            SyntaxTree tree = fresh.SyntaxTrees[0];
            fresh = fresh.ReplaceSyntaxTree(tree, Parse(tree.ToString().Replace("Value0", $"Other{i}", StringComparison.Ordinal)));
            related.Add(Time(driver.RunGenerators(fresh)));
        }

        Console.WriteLine(
            $"{what}: cold {Median(cold):0.0} ms ({first:0} ms with the generators themselves still to be compiled), unrelated edit "
            + $"{Median(unrelated.Select(static t => t.Total)):0.00} ms, edit of one {Median(related.Select(static t => t.Total)):0.00} ms");
        Console.WriteLine($"    {unrelated[^1].Each}");
    }

    private static GeneratorDriver Cold(CSharpCompilation project) => CSharpGeneratorDriver.Create(
        new IIncrementalGenerator[] { new OptionsGenerator(), new MetricsGenerator(), new PluginsGenerator() }
            .Select(static g => g.AsSourceGenerator()),
        parseOptions: s_parse).RunGenerators(project);

    private static (double Total, string Each) Time(GeneratorDriver driver)
    {
        GeneratorDriverTimingInfo timing = driver.GetTimingInfo();
        return (
            timing.GeneratorTimes.Sum(static t => t.ElapsedTime.TotalMilliseconds),
            string.Join(", ", timing.GeneratorTimes.Select(static t => $"{t.Generator.GetGeneratorType().Name} {t.ElapsedTime.TotalMilliseconds:0.00} ms")));
    }

    private static CSharpCompilation Project(IReadOnlyList<string> sources) => CSharpCompilation.Create(
        "Benchmark",
        [.. sources.Append("class Unrelated { }").Select(Parse)],
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
