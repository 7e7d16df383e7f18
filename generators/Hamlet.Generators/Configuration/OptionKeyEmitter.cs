namespace Hamlet.Generators.Configuration;

/// <summary>Prints what the schema knows of one option.</summary>
internal static class OptionKeyEmitter
{
    private const string Space = "global::Hamlet.Configuration.";

    public static void EmitKey(SourceWriter writer, OptionModel option)
    {
        writer.Open($"private static readonly {Space}OptionKey s_{Naming.CamelCase(option.Property)}Key = new()");
        writer.Line($"Name = {Literal.Text(option.Key)},");
        writer.Line($"Kind = {Space}OptionKind.{Kind(option.Type)},");
        Unless(option.Description.Length == 0, $"Description = {Literal.Text(option.Description)},");
        Unless(option.Default is null, $"Default = {Literal.Text(option.Default)},");
        Unless(!option.IsRequired, "Required = true,");
        Unless(option.Aliases.Count == 0, $"Aliases = {Literal.Texts(option.Aliases)},");
        Unless(option.Unit is null, $"Unit = {Literal.Text(option.Unit)},");
        EmitValue(writer, option, option.Type);
        writer.Close("};");

        void Unless(bool isDefault, string line)
        {
            if (!isDefault)
            {
                writer.Line(line);
            }
        }
    }

    // What holds for a value holds for the items of a list or a map, too: their codecs ask the item's key.
    private static void EmitValue(SourceWriter writer, OptionModel option, OptionType type)
    {
        if (type.IsNullable)
        {
            writer.Line("Nullable = true,");
        }

        EmitRange(writer, option.Range);
        IEnumerable<string> choices = type.Form == OptionForm.Text ? option.OneOf : type.Choices.Select(static c => c.Word);
        if (choices.Any())
        {
            writer.Line($"Choices = {Literal.Texts(choices)},");
        }

        if (type.Form == OptionForm.Record)
        {
            writer.Line($"Nested = {Space}OptionsSchema.Of<{type.Name}>,");
        }

        if (option.FromFile && type.Leaf.Form == OptionForm.Record)
        {
            writer.Line("FromFile = true,");
        }

        if (type.Item is { } item)
        {
            writer.Open("Item = new()");
            writer.Line($"Name = {Literal.Text(option.Key)},");
            writer.Line($"Kind = {Space}OptionKind.{Kind(item)},");
            EmitValue(writer, option, item);
            writer.Close("},");
        }
    }

    private static void EmitRange(SourceWriter writer, OptionRange? range)
    {
        if (range is null)
        {
            return;
        }

        writer.Line($"Min = {Literal.Number(range.Min)},");
        writer.Line($"Max = {Literal.Number(range.Max)},");
        if (range.MinExclusive)
        {
            writer.Line("MinExclusive = true,");
        }

        if (range.MaxExclusive)
        {
            writer.Line("MaxExclusive = true,");
        }
    }

    private static string Kind(OptionType type) => type.Form switch
    {
        OptionForm.Int32 or OptionForm.Int64 or OptionForm.UInt64 => "Integer",
        OptionForm.Single or OptionForm.Double => "Number",
        _ => type.Form.ToString(),
    };
}
