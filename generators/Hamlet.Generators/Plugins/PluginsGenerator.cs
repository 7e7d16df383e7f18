using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.Generators.Plugins;

/// <summary>
/// Writes the registration of an assembly's plugins and metric records and marks the assembly; in a program also the catalog of all plugins of all
/// assemblies that carry the mark.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class PluginsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<string> space = context.CompilationProvider
            .Select(static (compilation, _) => PluginsParser.NamespaceFor(compilation));
        IncrementalValueProvider<PluginsModel?> registration = FindPlugins(context.SyntaxProvider)
            .Combine(FindRecords(context.SyntaxProvider))
            .Combine(space)
            .Select(static (found, _) => PluginsParser.Collect(found.Left.Left, found.Left.Right, found.Right))
            .WithTrackingName(TrackingNames.Registration);
        context.RegisterSourceOutput(registration, static (output, model) =>
        {
            if (model is not null)
            {
                output.AddSource("PluginRegistration.g.cs", PluginsEmitter.EmitRegistration(model));
            }
        });

        IncrementalValueProvider<HostModel?> host = context.CompilationProvider
            .Select(PluginsParser.ParseHost)
            .WithTrackingName(TrackingNames.References);
        // Of the program's own plugins the catalog knows only whether there are any.
        context.RegisterSourceOutput(host.Combine(registration.Select(static (model, _) => model is not null)), static (output, found) =>
        {
            if (found.Left is { } model)
            {
                output.AddSource("HostCatalog.g.cs", PluginsEmitter.EmitHost(model, hasOwn: found.Right));
            }
        });
    }

    private static IncrementalValueProvider<ImmutableArray<string>> FindRecords(SyntaxValueProvider syntax) => syntax
        .ForAttributeWithMetadataName(
            KnownNames.MetricRecordAttribute,
            static (node, _) => node is TypeDeclarationSyntax,
            static (found, cancel) => PluginsParser.ParseRecord((INamedTypeSymbol)found.TargetSymbol, cancel))
        .Where(static record => record is not null)
        .Select(static (record, _) => record!)
        .WithTrackingName(TrackingNames.Records)
        .Collect();

    private static IncrementalValueProvider<ImmutableArray<PluginModel>> FindPlugins(SyntaxValueProvider syntax)
    {
        IncrementalValueProvider<ImmutableArray<PluginModel>>? all = null;
        foreach (string attribute in PluginShape.Attributes)
        {
            IncrementalValueProvider<ImmutableArray<PluginModel>> kind = syntax
                .ForAttributeWithMetadataName(
                    attribute,
                    static (node, _) => node is TypeDeclarationSyntax,
                    static (found, cancel) => PluginsParser.Parse((INamedTypeSymbol)found.TargetSymbol, found.Attributes[0], cancel))
                .Where(static model => model is not null)
                .Select(static (model, _) => model!)
                .WithTrackingName(TrackingNames.Plugins)
                .Collect();
            all = all is { } others ? others.Combine(kind).Select(static (both, _) => both.Left.AddRange(both.Right)) : kind;
        }

        return all!.Value;
    }
}
