using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hamlet.Generators.Tests.Testing;

/// <summary>
/// A compilation with generators on it: source files, Core, the framework, and further assemblies. Immutable, so one test's start can
/// be another one's.
/// </summary>
internal sealed record GeneratorTest
{
    // What is generated needs no newer language than this one, which is that of .NET 8.
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    // Every warning of every compiler so far and to come.
    private const int Strictest = 9999;

    private GeneratorTest(CSharpCompilation compilation, IIncrementalGenerator[] generators)
    {
        Compilation = compilation;
        Generators = generators;
    }

    public CSharpCompilation Compilation { get; private init; }

    public IReadOnlyList<IIncrementalGenerator> Generators { get; private init; }

    /// <summary>A library named <c>Sample</c> with one generator and these files: <c>File0.cs</c>, <c>File1.cs</c> and so on.</summary>
    public static GeneratorTest For<TGenerator>(params string[] sources)
        where TGenerator : IIncrementalGenerator, new() => For([new TGenerator()], sources);

    /// <summary>The same with several generators.</summary>
    public static GeneratorTest For(IIncrementalGenerator[] generators, params string[] sources) => new(
        CSharpCompilation.Create(
            "Sample", [.. sources.Select(Parse)], TestReferences.All, CompilationOptions(OutputKind.DynamicallyLinkedLibrary)),
        generators);

    /// <summary>The same files as a program.</summary>
    public GeneratorTest AsProgram() => this with
    {
        Compilation = Compilation.WithOptions(CompilationOptions(OutputKind.ConsoleApplication)),
    };

    /// <summary>The same under another assembly name.</summary>
    public GeneratorTest Named(string assembly) => this with { Compilation = Compilation.WithAssemblyName(assembly) };

    /// <summary>The same after a change to the compilation: see <see cref="Edits"/>.</summary>
    public GeneratorTest With(Func<CSharpCompilation, CSharpCompilation> edit) => this with { Compilation = edit(Compilation) };

    /// <summary>Runs the generators and checks all that every run must hold: see <see cref="GeneratedCode"/>.</summary>
    public GeneratedCode Run()
    {
        GeneratorDriver driver = Driver().RunGenerators(Compilation);
        return GeneratedCode.Check(Compilation, driver);
    }

    /// <summary>Runs, makes an edit, runs again, and tells why each step ran the second time.</summary>
    public IncrementalRun After(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        GeneratorDriver driver = Driver().RunGenerators(Compilation);
        return new IncrementalRun(driver.RunGenerators(edit(Compilation)).GetRunResult());
    }

    /// <summary>Compiles the result into an assembly for others to refer to.</summary>
    public MetadataReference ToReference() => MetadataReference.CreateFromImage(ToImage());

    /// <summary>Compiles the result into an assembly and loads it, to see what it does.</summary>
    public Assembly ToAssembly() => Assembly.Load(ToImage());

    internal static SyntaxTree Parse(string source, int index) => CSharpSyntaxTree.ParseText(source, s_parse, $"File{index}.cs");

    private static CSharpCompilationOptions CompilationOptions(OutputKind kind) => new(
        kind, allowUnsafe: true, warningLevel: Strictest, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error);

    private byte[] ToImage()
    {
        Run();
        Driver().RunGeneratorsAndUpdateCompilation(Compilation, out Compilation output, out _);
        using var image = new MemoryStream();
        // Run has checked it; only the test's own types lack doc comments.
        Assert.True(output.WithOptions(Compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).Emit(image).Success);
        return image.ToArray();
    }

    private CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        Generators.Select(GeneratorExtensions.AsSourceGenerator),
        parseOptions: s_parse,
        driverOptions: new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true));
}
