namespace Hamlet.Generators.Configuration;

/// <summary>Prints the codec of an option: one that Core has ready where the type is plain, else one composed in a field.</summary>
internal static class OptionCodecEmitter
{
    private const string Space = "global::Hamlet.Configuration.";

    /// <summary>The field, if the option needs one.</summary>
    public static void EmitField(SourceWriter writer, OptionModel option)
    {
        if (!IsReady(option.Type))
        {
            writer.Line();
            writer.Line($"private static readonly {Space}ConfigCodec<{FullName(option.Type)}> {Field(option)} =");
            writer.Lines($"    {Expression(option.Type)};");
        }
    }

    /// <summary>What the binder names it by.</summary>
    public static string Reference(OptionModel option) => IsReady(option.Type) ? Expression(option.Type) : Field(option);

    private static bool IsReady(OptionType type) =>
        !type.IsNullable && type.Form is not (OptionForm.Choice or OptionForm.Record or OptionForm.List or OptionForm.Map);

    private static string Field(OptionModel option) => $"s_hamlet{option.Property}Codec";

    private static string FullName(OptionType type) => type.IsNullable ? type.Name + "?" : type.Name;

    private static string Expression(OptionType type)
    {
        string codec = type.Form switch
        {
            OptionForm.Choice => Choice(type),
            OptionForm.Record => $"{Space}ConfigCodec.Record<{type.Name}>()",
            OptionForm.List => $"{Space}ConfigCodec.List({Expression(type.Item!)})",
            OptionForm.Map => $"{Space}ConfigCodec.Map({Expression(type.Item!)})",
            _ => $"{Space}ConfigCodec.{type.Form}",
        };
        bool isReference = type.Form is OptionForm.Text or OptionForm.Record or OptionForm.List or OptionForm.Map;
        return type.IsNullable ? $"{Space}ConfigCodec.Nullable{(isReference ? "Reference" : "Value")}({codec})" : codec;
    }

    private static string Choice(OptionType type)
    {
        string words = Literal.Texts(type.Choices.Select(static c => c.Word));
        string values = string.Join(", ", type.Choices.Select(c => $"{type.Name}.{c.Member}"));
        return $"{Space}ConfigCodec.Choice<{type.Name}>(\n        {words},\n        [{values}])";
    }
}
