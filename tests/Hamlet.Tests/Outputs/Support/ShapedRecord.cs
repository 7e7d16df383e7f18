using Hamlet.Metrics;

namespace Hamlet.Tests.Outputs.Support;

/// <summary>
/// A record of any shape, encoded by the contract of generated ones. The values stand in the order of the fields; null where one is
/// absent.
/// </summary>
internal readonly struct ShapedRecord<TShape>(MetricAxes axes, TagName[] parts, params object?[] values)
    : IMetricRecord<ShapedRecord<TShape>>
    where TShape : IRecordShape
{
    public static MetricSchema<ShapedRecord<TShape>> Schema { get; } = new(TShape.Name, TShape.Fields, TShape.TagParts)
    {
        Axis = TShape.Axis,
        Clocked = TShape.Clocked,
        Description = $"The record {TShape.Name}.",
    };

    public MetricAxes Axes => axes;

    public TagName[] Parts => parts;

    public int EncodedSize => (sizeof(int) * parts.Length) + values.Select((value, i) => SizeOf(Schema.Fields[i], value)).Sum();

    public void Encode(ref MetricEncoder encoder)
    {
        foreach (TagName part in parts)
        {
            encoder.Write(part);
        }

        for (int i = 0; i < values.Length; i++)
        {
            Encode(ref encoder, Schema.Fields[i], values[i]);
        }
    }

    public static void Visit<TWriter>(ref MetricDecoder decoder, ref TWriter writer)
        where TWriter : IMetricWriter
    {
        foreach (MetricField field in Schema.Fields)
        {
            switch (field.Kind, field.Type)
            {
                case (MetricKind.Scalar, _) when field.Optional && decoder.Read<byte>() == 0:
                    writer.Missing(field);
                    break;
                case (_, MetricType.Single):
                    writer.Scalar(field, decoder.Read<float>());
                    break;
                case (_, MetricType.Double):
                    writer.Scalar(field, decoder.Read<double>());
                    break;
                case (_, MetricType.Integer):
                    writer.Scalar(field, decoder.Read<long>());
                    break;
                case (_, MetricType.Boolean):
                    writer.Scalar(field, decoder.Read<bool>());
                    break;
                case (MetricKind.Text, _):
                    decoder.VisitText(field, ref writer);
                    break;
                case (MetricKind.Histogram, _):
                    decoder.VisitHistogram(field, ref writer);
                    break;
                case (MetricKind.Image, _):
                    decoder.VisitImage(field, ref writer);
                    break;
                case (MetricKind.ScalarMap, _):
                    decoder.VisitMap(field, ref writer);
                    break;
            }
        }
    }

    private static int SizeOf(MetricField field, object? value) => (field.Optional ? 1 : 0) + field.Kind switch
    {
        MetricKind.Text => MetricEncoder.SizeOf((string?)value),
        MetricKind.Histogram => MetricEncoder.SizeOf((float[]?)value),
        MetricKind.Image => MetricEncoder.SizeOf((MetricImage)(value ?? default(MetricImage))),
        MetricKind.ScalarMap => MetricEncoder.SizeOf((MetricMap)(value ?? default(MetricMap))),
        _ => value switch { null => 0, float => 4, bool => 1, _ => 8 },
    };

    private static void Encode(ref MetricEncoder encoder, MetricField field, object? value)
    {
        if (field.Optional)
        {
            encoder.Write(value is not null);
        }

        switch (field.Kind, value)
        {
            case (MetricKind.Scalar, float number):
                encoder.Write(number);
                break;
            case (MetricKind.Scalar, double number):
                encoder.Write(number);
                break;
            case (MetricKind.Scalar, long number):
                encoder.Write(number);
                break;
            case (MetricKind.Scalar, bool number):
                encoder.Write(number);
                break;
            case (MetricKind.Text, _):
                encoder.WriteText((string?)value);
                break;
            case (MetricKind.Histogram, _):
                encoder.WriteHistogram((float[]?)value);
                break;
            case (MetricKind.Image, _):
                encoder.WriteImage((MetricImage)(value ?? default(MetricImage)));
                break;
            case (MetricKind.ScalarMap, _):
                encoder.WriteMap((MetricMap)(value ?? default(MetricMap)));
                break;
            default:
                Assert.True(field.Optional && value is null, $"{field.Name} has no value.");
                break;
        }
    }
}
