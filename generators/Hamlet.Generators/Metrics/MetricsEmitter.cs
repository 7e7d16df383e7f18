using Microsoft.CodeAnalysis.Text;

namespace Hamlet.Generators.Metrics;

/// <summary>
/// Prints what a metric record needs: its fields, its schema, and the members of <c>IMetricRecord</c>, one line a field. What has no contract to hide behind
/// is named after us, since a record may have a property of any other name.
/// </summary>
internal static class MetricsEmitter
{
    private const string Core = "global::Hamlet.Metrics.";
    private const string Inlined = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    public static SourceText Emit(MetricsModel model)
    {
        string contract = $"{Core}IMetricRecord<{model.Type.FullName}>";
        var writer = new SourceWriter(model.Experimental);
        writer.OpenType(model.Type, $" : {contract}");
        EmitSchema(writer, model);
        writer.Line();
        writer.Line($"static {Core}MetricSchema<{model.Type.FullName}> {contract}.Schema => s_hamletMetricSchema;");
        writer.Line();
        writer.Line($"{Core}MetricAxes {contract}.Axes => new({Axes(model)});");
        writer.Line();
        writer.Lines($"int {contract}.EncodedSize => {EncodedSize(model)};");
        writer.Line();
        EmitEncode(writer, model, contract);
        writer.Line();
        EmitVisit(writer, model, contract);
        writer.Line();
        EmitFields(writer, model);
        writer.CloseAll();
        return writer.ToSourceText();
    }

    private static void EmitSchema(SourceWriter writer, MetricsModel model)
    {
        writer.Open($"private static readonly {Core}MetricSchema<{model.Type.FullName}> s_hamletMetricSchema = new(\n"
            + $"    {Literal.Text(model.Name)},\n"
            + $"    [\n{string.Concat(model.Fields.Select(static field => $"        {NameOf(field)},\n"))}    ],\n"
            + $"    {Literal.Texts(model.TagParts.Select(static part => part.Name))})");
        writer.Line($"Axis = {Core}MetricAxis.{model.Axis},");
        writer.LineIf(model.IsClocked, "Clocked = true,");
        writer.LineIf(model.Agent is not null, "HasAgent = true,");
        writer.LineIf(model.Episode is not null, "HasEpisode = true,");
        writer.LineIf(model.Description.Length > 0, $"Description = {Literal.Text(model.Description)},");
        writer.Close("};");
    }

    private static void EmitFields(SourceWriter writer, MetricsModel model)
    {
        writer.Open("private static class HamletFields");
        for (int i = 0; i < model.Fields.Count; i++)
        {
            MetricsField field = model.Fields[i];
            writer.LineIf(i > 0, "");
            writer.Open($"public static readonly {Core}MetricField {Naming.Identifier(field.Property)} = new()");
            writer.Line($"Index = {i},");
            writer.Line($"Name = {Literal.Text(field.Property)},");
            writer.Line($"Column = {Literal.Text(field.Column)},");
            writer.Line($"Tag = {Literal.Text(field.Tag)},");
            writer.Line($"Kind = {Core}MetricKind.{field.Kind},");
            writer.LineIf(field.Scalar is not null, $"Type = {Core}MetricType.{field.Scalar?.MetricType},");
            writer.LineIf(field.Scalar is not { IsOptional: false }, "Optional = true,");
            writer.LineIf(field.Unit is not null, $"Unit = {Literal.Text(field.Unit)},");
            writer.LineIf(field.Description.Length > 0, $"Description = {Literal.Text(field.Description)},");
            writer.Close("};");
        }

        writer.Close();
    }

    private static void EmitEncode(SourceWriter writer, MetricsModel model, string contract)
    {
        writer.Line(Inlined);
        writer.Open($"void {contract}.Encode(ref {Core}MetricEncoder encoder)");
        foreach (MetricsTagPart part in model.TagParts)
        {
            writer.Line($"encoder.Write({Value(part.Property)});");
        }

        foreach (MetricsField field in model.Fields)
        {
            writer.Line($"encoder.{Encode(field)};");
        }

        writer.Close();
    }

    private static void EmitVisit(SourceWriter writer, MetricsModel model, string contract)
    {
        writer.Open($"static void {contract}.Visit<TWriter>(ref {Core}MetricDecoder decoder, ref TWriter writer)");
        foreach (MetricsField field in model.Fields)
        {
            writer.Line($"{Visit(field, NameOf(field))};");
        }

        writer.Close();
    }

    private static string Axes(MetricsModel model) =>
        $"{Value(model.Step)}, Episode: {(model.Episode is null ? "-1" : Value(model.Episode))}, Agent: {(model.Agent is null ? "-1" : Value(model.Agent))}";

    /// <summary>One constant, and the sizes that depend on the values: a sum that is too large for an int must not become a small one.</summary>
    private static string EncodedSize(MetricsModel model)
    {
        int size = (model.TagParts.Count * sizeof(int)) + model.Fields.Sum(static field => field.Scalar is { } s ? s.Size + (s.IsOptional ? 1 : 0) : 0);
        string[] payloads = [.. model.Fields.Where(static field => field.Scalar is null)
            .Select(static field => $"{Core}MetricEncoder.SizeOf({Value(field.Property)})")];
        return payloads.Length == 0 ? $"{size}" : $"checked({size}{string.Concat(payloads.Select(static p => $"\n    + {p}"))})";
    }

    private static string Encode(MetricsField field)
    {
        string value = Value(field.Property);
        return field switch
        {
            { Kind: MetricRole.Histogram } => $"WriteHistogram({value})",
            { Kind: MetricRole.Text } => $"WriteText({value})",
            { Kind: MetricRole.Image } => $"WriteImage({value})",
            { Kind: MetricRole.ScalarMap } => $"WriteMap({value})",
            { Scalar: { IsOptional: true } s } => $"WriteOptional({(s.IsEnum ? $"({s.Keyword}?)" : "")}{value})",
            _ => $"Write({(field.Scalar!.IsEnum ? $"({field.Scalar.Keyword})" : "")}{value})",
        };
    }

    private static string Visit(MetricsField field, string name) => field switch
    {
        { Kind: MetricRole.Histogram } => $"decoder.VisitHistogram({name}, ref writer)",
        { Kind: MetricRole.Text } => $"decoder.VisitText({name}, ref writer)",
        { Kind: MetricRole.Image } => $"decoder.VisitImage({name}, ref writer)",
        { Kind: MetricRole.ScalarMap } => $"decoder.VisitMap({name}, ref writer)",
        { Scalar: { IsOptional: true, MetricType: "Integer" } s } => $"decoder.VisitOptionalInteger<{s.Keyword}, TWriter>({name}, ref writer)",
        { Scalar: { IsOptional: true } s } => $"decoder.VisitOptional{s.MetricType}({name}, ref writer)",
        { Scalar.Keyword: "ulong" } => $"writer.Scalar({name}, long.CreateSaturating(decoder.Read<ulong>()))",
        { Scalar: { MetricType: "Integer" } s } => $"writer.Scalar({name}, (long)decoder.Read<{s.Keyword}>())",
        _ => $"writer.Scalar({name}, decoder.Read<{field.Scalar!.Keyword}>())",
    };

    private static string NameOf(MetricsField field) => $"HamletFields.{Naming.Identifier(field.Property)}";

    private static string Value(string property) => property == "encoder" ? "this.encoder" : Naming.Identifier(property);
}
