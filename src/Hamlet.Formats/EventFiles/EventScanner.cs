using System.Buffers.Binary;

namespace Hamlet.Formats.EventFiles;

/// <summary>
/// Finds the scalars of a serialized event without making an object: events that hold a time, a step and scalars in either encoding, as
/// all writers of scalars write them. It refuses everything else, be it another kind of value, an unusual order or nonsense; then the
/// classes of Google.Protobuf read the event (<see cref="EventMessages"/>). What it accepts they read alike.
/// </summary>
internal sealed class EventScanner
{
    private const int WallTimeKey = (EventFields.EventWallTime << 3) | 1;
    private const int StepKey = EventFields.EventStep << 3;
    private const int SummaryKey = (EventFields.EventSummary << 3) | 2;
    private const int ValueKey = (EventFields.SummaryValue << 3) | 2;
    private const int TagKey = (EventFields.ValueTag << 3) | 2;
    private const int TensorKey = (EventFields.ValueTensor << 3) | 2;
    private const int MetadataKey = (EventFields.ValueMetadata << 3) | 2;

    /// <summary>What every writer of tensor scalars sends along: metadata whose plugin is <c>scalars</c>.</summary>
    private static ReadOnlySpan<byte> ScalarsMetadata => "\u000a\u0009\u000a\u0007scalars"u8;

    private ScannedScalar[] _scalars = new ScannedScalar[64];
    private int _count;

    /// <summary>The event's time, in seconds since 1970 UTC.</summary>
    public double WallTime { get; private set; }

    /// <summary>The event's step.</summary>
    public long Step { get; private set; }

    /// <summary>The event's scalars, in their order.</summary>
    public ReadOnlySpan<ScannedScalar> Scalars => _scalars.AsSpan(0, _count);

    /// <summary>Scans an event; after false the properties mean nothing.</summary>
    public bool TryScan(ReadOnlySpan<byte> payload)
    {
        (WallTime, Step, _count) = (0, 0, 0);
        bool summary = false;
        int at = 0;
        while (at < payload.Length)
        {
            switch (payload[at++])
            {
                case WallTimeKey when at + sizeof(double) <= payload.Length:
                    WallTime = BinaryPrimitives.ReadDoubleLittleEndian(payload[at..]);
                    at += sizeof(double);
                    break;
                case StepKey when Varint.TryRead(payload, ref at, out ulong step):
                    Step = (long)step;
                    break;
                case SummaryKey when !summary && Varint.TryReadLength(payload, ref at, out int length):
                    summary = true;
                    if (!ScanSummary(payload, at, at + length))
                    {
                        return false;
                    }

                    at += length;
                    break;
                default:
                    return false;
            }
        }

        return summary;
    }

    private bool ScanSummary(ReadOnlySpan<byte> payload, int at, int end)
    {
        while (at < end)
        {
            if (payload[at++] != ValueKey || !Varint.TryReadLength(payload[..end], ref at, out int length))
            {
                return false;
            }

            if (_count == _scalars.Length)
            {
                Array.Resize(ref _scalars, 2 * _count);
            }

            if (!ScanSimple(payload, at, length) && !ScanValue(payload, at, at + length))
            {
                return false;
            }

            at += length;
        }

        return true;
    }

    // A tag of at most 127 bytes and a number, as the most part of all values is.
    private bool ScanSimple(ReadOnlySpan<byte> payload, int at, int length)
    {
        int tagLength = length - 7;
        if ((uint)tagLength >= 0x80
            || payload[at] != TagKey
            || payload[at + 1] != tagLength
            || payload[at + 2 + tagLength] != EventFields.ValueSimpleKey)
        {
            return false;
        }

        float value = BinaryPrimitives.ReadSingleLittleEndian(payload[(at + 3 + tagLength)..]);
        _scalars[_count++] = new ScannedScalar(at + 2, tagLength, value, false);
        return true;
    }

    private bool ScanValue(ReadOnlySpan<byte> payload, int at, int end)
    {
        ReadOnlySpan<byte> value = payload[..end];
        int tagStart = -1;
        int tagLength = 0;
        double? number = null;
        bool tensor = false;
        bool described = false;
        while (at < end)
        {
            int key = value[at++];
            if (key == EventFields.ValueSimpleKey && number is null && at + sizeof(float) <= end)
            {
                number = BinaryPrimitives.ReadSingleLittleEndian(value[at..]);
                at += sizeof(float);
                continue;
            }

            if (!Varint.TryReadLength(value, ref at, out int length))
            {
                return false;
            }

            ReadOnlySpan<byte> content = value.Slice(at, length);
            switch (key)
            {
                case TagKey when tagStart < 0:
                    (tagStart, tagLength) = (at, length);
                    break;
                case TensorKey when number is null && TensorScanner.TryScan(content, out double scalar):
                    (number, tensor) = (scalar, true);
                    break;
                case MetadataKey when !described && content.SequenceEqual(ScalarsMetadata):
                    described = true;
                    break;
                default:
                    return false;
            }

            at += length;
        }

        if (tagStart < 0 || number is null)
        {
            return false;
        }

        _scalars[_count++] = new ScannedScalar(tagStart, tagLength, number.Value, tensor && !described);
        return true;
    }
}
