using Google.Protobuf;
using Hamlet.Formats.EventFiles;
using Hamlet.Formats.EventFiles.Protos;

namespace Hamlet.Live.Board;

/// <summary>A distribution as it was logged.</summary>
/// <param name="Edges">[buckets + 1]: where the buckets begin and the last one ends, rising.</param>
/// <param name="Counts">[buckets]: how many values are in each.</param>
internal sealed record LoggedHistogram(double[] Edges, double[] Counts)
{
    private const int RowLength = 3;

    /// <summary>Reads one in either form: TensorFlow's message, or the tensor of [left, right, count] of TensorBoard 2; null if it is damaged.</summary>
    public static LoggedHistogram? Read(Summary.Types.Value value)
    {
        try
        {
            LoggedHistogram histogram = value.ValueCase == Summary.Types.Value.ValueOneofCase.Histo
                ? OfMessage(LegacyHistogram.Parser.ParseFrom(value.Histo))
                : OfRows(EventMessages.Numbers(value.Tensor));
            return histogram.Counts.Length > 0 && histogram.Edges.Length == histogram.Counts.Length + 1 ? histogram : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    // A bucket begins where the one before it ends, the first at the least value.
    private static LoggedHistogram OfMessage(LegacyHistogram message) => new(
        message.BucketLimit.Count > 0 ? [Math.Min(message.Min, message.BucketLimit[0]), .. message.BucketLimit] : [], [.. message.Bucket]);

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
}
