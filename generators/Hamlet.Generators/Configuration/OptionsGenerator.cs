using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.Generators.Configuration;

/// <summary>Writes binder, schema and way back to a file for every record marked <c>[Options]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class OptionsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<OptionsModel> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.OptionsAttribute,
                static (node, _) => node is RecordDeclarationSyntax,
                static (found, cancel) => OptionsParser.Parse((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation, cancel))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Options);

        context.RegisterSourceOutput(
            models, static (output, model) => output.AddSource($"{model.Type.HintName}.Options.g.cs", OptionsEmitter.Emit(model)));
    }
}
