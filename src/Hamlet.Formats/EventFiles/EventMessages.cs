using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Hamlet.Formats.EventFiles.Protos;

namespace Hamlet.Formats.EventFiles;

/// <summary>Reads events of every kind by the classes that protoc makes.</summary>
internal static class EventMessages
{
    /// <summary>The plugin of scalars.</summary>
    public const string ScalarsPlugin = "scalars";

    /// <summary>Reads an event; false if the bytes are none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, [NotNullWhen(true)] out Event? message)
    {
        try
        {
            message = Event.Parser.ParseFrom(payload);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            message = null;
            return false;
        }
    }

    /// <summary>The number that a value holds, if it is a scalar.</summary>
    /// <param name="value">The value.</param>
    /// <param name="tagPlugin">The plugin that an earlier value of the tag named; null if none did.</param>
    /// <param name="number">The number.</param>
    public static bool TryScalar(Summary.Types.Value value, string? tagPlugin, out double number)
    {
        number = 0;
        switch (value.ValueCase)
        {
            case Summary.Types.Value.ValueOneofCase.SimpleValue:
                number = value.SimpleValue;
                return true;
            case Summary.Types.Value.ValueOneofCase.Tensor:
                string plugin = Plugin(value) is { Length: > 0 } own ? own : tagPlugin ?? ScalarsPlugin;
                return plugin == ScalarsPlugin && TryNumber(value.Tensor, out number);
            default:
                return false;
        }
    }

    /// <summary>The plugin that a value's metadata name; empty if they do not.</summary>
    public static string Plugin(Summary.Types.Value value) => value.Metadata?.PluginData?.PluginName ?? "";

    /// <summary>The elements of a tensor of floats or doubles; none for another type. As in TensorFlow the raw content counts where there is any.</summary>
    public static double[] Numbers(Tensor tensor)
    {
        ReadOnlySpan<byte> raw = tensor.TensorContent.Span;
        return tensor.Dtype switch
        {
            EventFields.TypeFloat when raw.Length > 0 => [.. MemoryMarshal.Cast<byte, float>(raw)],
            EventFields.TypeFloat => [.. tensor.FloatVal],
            EventFields.TypeDouble when raw.Length > 0 => MemoryMarshal.Cast<byte, double>(raw).ToArray(),
            EventFields.TypeDouble => [.. tensor.DoubleVal],
            _ => [],
        };
    }

    // One element in any rank. As in TensorFlow the raw content counts where there is any, and a missing element is 0.
    private static bool TryNumber(Tensor tensor, out double number)
    {
        number = 0;
        if (tensor.TensorShape is { } shape && shape.Dim.Any(static d => d.Size != 1))
        {
            return false;
        }

        ReadOnlySpan<byte> raw = tensor.TensorContent.Span;
        (bool known, number) = (tensor.Dtype, raw.Length) switch
        {
            (EventFields.TypeFloat, sizeof(float)) => (true, BinaryPrimitives.ReadSingleLittleEndian(raw)),
            (EventFields.TypeFloat, 0) => (true, tensor.FloatVal.FirstOrDefault()),
            (EventFields.TypeDouble, sizeof(double)) => (true, BinaryPrimitives.ReadDoubleLittleEndian(raw)),
            (EventFields.TypeDouble, 0) => (true, tensor.DoubleVal.FirstOrDefault()),
            (EventFields.TypeInteger, sizeof(int)) => (true, BinaryPrimitives.ReadInt32LittleEndian(raw)),
            (EventFields.TypeInteger, 0) => (true, tensor.IntVal.FirstOrDefault()),
            (EventFields.TypeLong, sizeof(long)) => (true, BinaryPrimitives.ReadInt64LittleEndian(raw)),
            (EventFields.TypeLong, 0) => (true, tensor.Int64Val.FirstOrDefault()),
            (EventFields.TypeBoolean, 1) => (true, raw[0] == 0 ? 0 : 1),
            (EventFields.TypeBoolean, 0) => (true, tensor.BoolVal.FirstOrDefault() ? 1 : 0),
            _ => (false, 0.0),
        };
        return known;
    }
}
