using Hamlet.Generators.Pipeline;
using Microsoft.CodeAnalysis;

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
        IncrementalValuesProvider<PluginModel> plugins = MarkedTypes.Find(
            context,
            PluginShape.Attributes,
            TrackingNames.Plugins,
            static (type, attribute, _, cancel) => PluginsParser.Parse(type, attribute, cancel));
        IncrementalValuesProvider<RecordModel> records = MarkedTypes.Find(
            context,
            [KnownNames.MetricRecordAttribute],
            TrackingNames.Records,
            static (record, _, _, cancel) => PluginsParser.ParseRecord(record, cancel));
        IncrementalValueProvider<PluginsModel?> registration = plugins.Collect()
            .Combine(records.Collect())
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
}
