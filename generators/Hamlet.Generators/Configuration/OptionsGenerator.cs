using Hamlet.Generators.Pipeline;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Configuration;

/// <summary>Writes binder, schema and way back to a file for every record marked <c>[Options]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class OptionsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<OptionsModel> models = MarkedTypes.Find(
            context,
            [KnownNames.OptionsAttribute],
            TrackingNames.Options,
            static (record, _, compilation, cancel) => OptionsParser.Parse(record, compilation, cancel));

        context.RegisterSourceOutput(
            models, static (output, model) => output.AddSource($"{model.Type.HintName}.Options.g.cs", OptionsEmitter.Emit(model)));
    }
}
