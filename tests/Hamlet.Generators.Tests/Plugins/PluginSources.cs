using Hamlet.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hamlet.Generators.Tests.Plugins;

/// <summary>The parts that the sources of these tests have in common.</summary>
internal static class PluginSources
{
    public const string Usings = """
        using System;
        using Hamlet;
        using Hamlet.Algorithms;
        using Hamlet.Configuration;
        using Hamlet.Environments;
        using Hamlet.Metrics;
        using Hamlet.Networks;

        """;

    private static readonly SymbolDisplayFormat s_type = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_signature = s_type
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeParameters)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeParamsRefOut);

    /// <summary>
    /// A file with a class for each role, <c>NullAlgorithm</c> and so on, that implements it by throwing. Written from the interfaces as
    /// they are today, so that these tests depend on no role's members; internal, so that two assemblies may each have them.
    /// </summary>
    public static string Roles { get; } = Write();

    private static string Write()
    {
        CSharpCompilation core = CSharpCompilation.Create("Roles", references: TestReferences.All);
        string[] roles =
        [
            "Hamlet.Algorithms.IAlgorithm", "Hamlet.Algorithms.IExploration", "Hamlet.Environments.IEnvironment",
            "Hamlet.Environments.IEpisode", "Hamlet.Networks.IBackend", "Hamlet.Metrics.IMetricSink",
        ];
        return string.Join('\n', roles.Select(r => Implement(core.GetTypeByMetadataName(r)!)));
    }

    private static string Implement(INamedTypeSymbol role)
    {
        IEnumerable<ISymbol> members = role.AllInterfaces.Prepend(role)
            .SelectMany(static i => i.GetMembers()).Where(static m => m.IsAbstract);
        IEnumerable<string> lines = members.Select(static member => member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method => $"    {method.ToDisplayString(s_signature)} => throw null!;",
            IPropertySymbol property => $"    {property.ToDisplayString(s_signature)} {{ {Accessors(property)} }}",
            _ => "",
        });
        return $"internal class Null{role.Name[1..]} : {role.ToDisplayString(s_type)}\n{{\n{string.Join('\n', lines)}\n}}\n";
    }

    private static string Accessors(IPropertySymbol property) =>
        (property.GetMethod is null ? "" : "get => throw null!; ")
        + (property.SetMethod is null ? "" : property.SetMethod.IsInitOnly ? "init => throw null!;" : "set => throw null!;");
}
