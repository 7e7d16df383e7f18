using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Hamlet.Formats.EventFiles;
using Hamlet.Formats.EventFiles.Protos;

namespace Hamlet.Live.Board;

/// <summary>A distribution as it was logged.</summary>
/// <param name="Edges">[buckets + 1]: where the buckets begin and the last one ends, rising.</param>
/// <param name="Counts">[buckets]: how many values are in each.</param>
internal sealed record LoggedHistogram(double[] Edges, double[] Counts)
{
    private const uint MinimumTag = (1 << 3) | 1;
    private const uint LimitsTag = (6 << 3) | 2;
    private const uint CountsTag = (7 << 3) | 2;
    private const int RowLength = 3;

    /// <summary>Reads one in either form: TensorFlow's message, or the tensor of [left, right, count] of TensorBoard 2; null if it is damaged.</summary>
    public static LoggedHistogram? Read(Summary.Types.Value value)
    {
        try
        {
            LoggedHistogram histogram = value.ValueCase == Summary.Types.Value.ValueOneofCase.Histo
                ? OfMessage(value.Histo)
                : OfRows(Elements(value.Tensor));
            return histogram.Counts.Length > 0 && histogram.Edges.Length == histogram.Counts.Length + 1 ? histogram : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static LoggedHistogram OfMessage(ByteString message)
    {
        CodedInputStream input = message.CreateCodedInput();
        double least = 0;
        double[] limits = [];
        double[] counts = [];
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (tag)
            {
                case MinimumTag:
                    least = input.ReadDouble();
                    break;
                case LimitsTag:
                    limits = Doubles(input.ReadBytes().Span);
                    break;
                case CountsTag:
                    counts = Doubles(input.ReadBytes().Span);
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        // A bucket begins where the one before it ends, the first at the least value.
        return new LoggedHistogram(limits.Length > 0 ? [Math.Min(least, limits[0]), .. limits] : [], counts);
    }

    private static LoggedHistogram OfRows(double[] rows)
    {
        int count = rows.Length / RowLength;
        double[] edges = new double[count > 0 ? count + 1 : 0];
        double[] counts = new double[count];
        for (int i = 0; i < count; i++)
        {
            (edges[i], edges[i + 1], counts[i]) = (rows[i * RowLength], rows[(i * RowLength) + 1], rows[(i * RowLength) + 2]);
        }

        return new LoggedHistogram(edges, counts);
    }

    // TensorFlow writes doubles; we write floats, which are half the size.
    private static double[] Elements(Tensor tensor) => tensor.Dtype == EventFields.TypeFloat
        ? [.. MemoryMarshal.Cast<byte, float>(tensor.TensorContent.Span)]
        : Doubles(tensor.TensorContent.Span);

    private static double[] Doubles(ReadOnlySpan<byte> bytes)
    {
        double[] values = new double[bytes.Length / sizeof(double)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        }

        return values;
    }
}
