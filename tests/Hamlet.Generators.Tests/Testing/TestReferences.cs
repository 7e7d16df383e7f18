using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Tests.Testing;

/// <summary>The framework that the tests run on, and what of ours a source is compiled against.</summary>
internal static class TestReferences
{
    /// <summary>With Core alone, which is all that generated code needs.</summary>
    public static IReadOnlyList<MetadataReference> All { get; } = With(static name => name == "Hamlet.Core.dll");

    /// <summary>With every assembly of the package.</summary>
    public static IReadOnlyList<MetadataReference> Everything { get; } =
        With(static name => name.StartsWith("Hamlet.", StringComparison.Ordinal) && !name.StartsWith("Hamlet.Generators", StringComparison.Ordinal));

    private static MetadataReference[] With(Func<string, bool> ours) =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is { } name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll" || ours(name)))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];
}
