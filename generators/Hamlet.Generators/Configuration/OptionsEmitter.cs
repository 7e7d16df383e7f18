using Microsoft.CodeAnalysis.Text;

namespace Hamlet.Generators.Configuration;

/// <summary>Prints the part of an options record that implements <c>IOptions</c>.</summary>
internal static class OptionsEmitter
{
    private const string Space = "global::Hamlet.Configuration.";

    public static SourceText Emit(OptionsModel model)
    {
        string record = model.Type.FullName;
        string contract = $"{Space}IOptions<{record}>";
        var writer = new SourceWriter(model.Experimental);
        writer.OpenType(model.Type, $" : {contract}");
        foreach (OptionModel option in model.Options)
        {
            OptionKeyEmitter.EmitField(writer, option);
            OptionCodecEmitter.EmitField(writer, option);
            writer.Line();
        }

        EmitSchema(writer, model);
        writer.Line();
        writer.Line($"static {Space}OptionsSchema {contract}.Schema => s_hamletSchema;");
        writer.Line();
        EmitBind(writer, model, contract);
        writer.Line();
        EmitToConfig(writer, model, contract);
        writer.CloseAll();
        return writer.ToSourceText();
    }

    private static void EmitSchema(SourceWriter writer, OptionsModel model)
    {
        string keys = string.Join(", ", model.Options.Select(OptionKeyEmitter.Field));
        writer.Line($"private static readonly {Space}OptionsSchema s_hamletSchema = new(");
        writer.Line($"    {Literal.Text(model.Name)},");
        writer.Line($"    {Literal.Text(model.Description)},");
        writer.Line($"    [{keys}]);");
    }

    private static void EmitBind(SourceWriter writer, OptionsModel model, string contract)
    {
        string record = model.Type.FullName;
        writer.Line($"static {record} {contract}.Bind(");
        writer.Open($"    {Space}ConfigMap map, {Space}ConfigBinder binder)");
        if (model.Options.Count > 0)
        {
            string required = string.Join(", ", model.Required.Select(static r => $"{r} = default!"));
            writer.Line($"{record} defaults = new(){(required.Length > 0 ? $" {{ {required} }}" : "")};");
        }

        writer.Open($"return new {record}");
        foreach (OptionModel option in model.Options)
        {
            string property = Naming.Identifier(option.Property);
            string key = OptionKeyEmitter.Field(option);
            writer.Line($"{property} = binder.Get(map, {key}, {OptionCodecEmitter.Reference(option)}, defaults.{property}),");
        }

        foreach (string place in model.Places)
        {
            writer.Line($"{place} = map.Span,");
        }

        writer.Close("};");
        writer.Close();
    }

    private static void EmitToConfig(SourceWriter writer, OptionsModel model, string contract)
    {
        writer.Line($"static {Space}ConfigMap {contract}.ToConfig(");
        writer.Line($"    {model.Type.FullName} options, {Space}ConfigWriter writer) => new(");
        writer.Line("[");
        foreach (OptionModel option in model.Options)
        {
            string key = OptionKeyEmitter.Field(option);
            string value = $"{OptionCodecEmitter.Reference(option)}.Write(options.{Naming.Identifier(option.Property)}, writer)";
            writer.Line($"    new {Space}ConfigEntry({key}.Name, default, {value}),");
        }

        writer.Line("], default);");
    }
}
