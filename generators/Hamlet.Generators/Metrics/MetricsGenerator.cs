using Hamlet.Generators.Pipeline;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Metrics;

/// <summary>Writes the schema, the encoding and the visit of every struct marked <c>[MetricRecord]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class MetricsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<MetricsModel> records = MarkedTypes.Find(
            context,
            [KnownNames.MetricRecordAttribute],
            TrackingNames.Metrics,
            static (record, attribute, _, cancel) => MetricsParser.Parse(record, attribute, cancel));

        context.RegisterSourceOutput(
            records,
            static (output, model) => output.AddSource($"{model.Type.HintName}.Metrics.g.cs", MetricsEmitter.Emit(model)));
    }
}
