using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Tests.Testing;

/// <summary>Runs every analyzer, and the generators beside them, on source that a generator cannot use.</summary>
internal static class Misuse
{
    /// <summary>Every analyzer of the assembly.</summary>
    public static IReadOnlyList<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(KnownNames).Assembly.GetTypes()
            .Where(static t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
            .OrderBy(static t => t.Name, StringComparer.Ordinal)
            .Select(static t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    /// <summary>Every generator of the assembly.</summary>
    public static IIncrementalGenerator[] Generators { get; } =
    [
        .. typeof(KnownNames).Assembly.GetTypes()
            .Where(static t => t.IsAssignableTo(typeof(IIncrementalGenerator)))
            .Select(static t => (IIncrementalGenerator)Activator.CreateInstance(t)!),
    ];

    /// <summary>
    /// What the analyzers say, each as <c>HAM0001 Name: message</c> with the text that it stands at, in the order of the source. What the
    /// generators make of it must compile all the same: a user sees what is wrong and not what follows from it.
    /// </summary>
    public static Task<IReadOnlyList<string>> Find(params string[] sources) => Find(GeneratorTest.For(Generators, sources));

    /// <summary>The same of a compilation.</summary>
    public static async Task<IReadOnlyList<string>> Find(GeneratorTest test)
    {
        test.Run();
        ImmutableArray<Diagnostic> found = await test.Compilation.WithAnalyzers([.. Analyzers]).GetAnalyzerDiagnosticsAsync();
        return
        [
            .. found.OrderBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal)
                .ThenBy(static d => d.GetMessage(), StringComparer.Ordinal)
                .Select(static d => $"{d.Id} {Place(d)}: {d.GetMessage()}"),
        ];
    }

    // What is wrong with a reference stands nowhere.
    private static string Place(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().GetSubText(diagnostic.Location.SourceSpan).ToString() ?? "";
}
