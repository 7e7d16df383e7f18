namespace Hamlet.Generators.Configuration;

/// <summary>Prints what the schema knows of one option.</summary>
internal static class OptionKeyEmitter
{
    private const string Space = "global::Hamlet.Configuration.";

    /// <summary>The field's name: ours, so that none of a record's own is met, and with the property's as it is, so that no two of these meet.</summary>
    public static string Field(OptionModel option) => $"s_hamlet{option.Property}Key";

    public static void EmitField(SourceWriter writer, OptionModel option)
    {
        string field = $"private static readonly {Space}OptionKey {Field(option)}";
        if (option.Facts is not { } facts)
        {
            writer.Line($"{field} = {Space}OptionsSchema.Of<{option.InheritedFrom}>()[{Literal.Text(option.Key)}];");
            return;
        }

        writer.Open($"{field} = new()");
        writer.Line($"Name = {Literal.Text(option.Key)},");
        writer.Line($"Kind = {Space}OptionKind.{Kind(option.Type)},");
        writer.LineIf(facts.Description.Length > 0, $"Description = {Literal.Text(facts.Description)},");
        writer.LineIf(facts.Default is not null, $"Default = {Literal.Text(facts.Default)},");
        writer.LineIf(facts.DefaultCode is not null, $"DefaultCode = {Literal.Text(facts.DefaultCode)},");
        writer.LineIf(facts.IsRequired, "Required = true,");
        writer.LineIf(facts.Names.Aliases.Count > 0, $"Aliases = {Literal.Texts(facts.Names.Aliases)},");
        writer.LineIf(facts.Names.OldNames.Count > 0, $"OldNames = {Literal.Texts(facts.Names.OldNames)},");
        writer.LineIf(facts.Deprecated is not null, $"Deprecated = {Literal.Text(facts.Deprecated)},");
        writer.LineIf(facts.Unit is not null, $"Unit = {Literal.Text(facts.Unit)},");
        EmitValue(writer, option.Key, option.Type, facts);
        writer.Close("};");
    }

    // What holds for a value holds for the items of a list or a map, too: their codecs ask the item's key.
    private static void EmitValue(SourceWriter writer, string key, OptionType type, OptionFacts facts)
    {
        writer.LineIf(type.IsNullable, "Nullable = true,");
        if (facts.Range is { } range)
        {
            writer.Line($"Min = {Literal.Number(range.Min)},");
            writer.Line($"Max = {Literal.Number(range.Max)},");
            writer.LineIf(range.MinExclusive, "MinExclusive = true,");
            writer.LineIf(range.MaxExclusive, "MaxExclusive = true,");
        }

        IEnumerable<string> choices = type.Form == OptionForm.Text ? facts.OneOf : type.Choices.Select(static c => c.Word);
        writer.LineIf(choices.Any(), $"Choices = {Literal.Texts(choices)},");
        writer.LineIf(type.Form == OptionForm.Record, $"Nested = {Space}OptionsSchema.Of<{type.Name}>,");
        writer.LineIf(facts.FromFile, "FromFile = true,");
        if (type.Item is { } item)
        {
            writer.Open("Item = new()");
            writer.Line($"Name = {Literal.Text(key)},");
            writer.Line($"Kind = {Space}OptionKind.{Kind(item)},");
            EmitValue(writer, key, item, facts);
            writer.Close("},");
        }
    }

    private static string Kind(OptionType type) => type.Form switch
    {
        OptionForm.Int32 or OptionForm.Int64 or OptionForm.UInt64 => "Integer",
        OptionForm.Single or OptionForm.Double => "Number",
        _ => type.Form.ToString(),
    };
}
