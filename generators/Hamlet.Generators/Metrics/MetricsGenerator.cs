using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.Generators.Metrics;

/// <summary>Writes the schema, the encoding and the visit of every struct marked <c>[MetricRecord]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class MetricsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<MetricsModel> records = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.MetricRecordAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, cancel) => MetricsParser.Parse((INamedTypeSymbol)found.TargetSymbol, found.Attributes[0], cancel))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Metrics);

        context.RegisterSourceOutput(
            records,
            static (output, model) => output.AddSource($"{model.Type.HintName}.Metrics.g.cs", MetricsEmitter.Emit(model)));
    }
}
