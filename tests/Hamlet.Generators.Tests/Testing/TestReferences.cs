using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Tests.Testing;

/// <summary>The framework that the tests run on, and Core.</summary>
internal static class TestReferences
{
    public static IReadOnlyList<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is { } name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "Hamlet.Core.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];
}
