using System.Buffers.Binary;

namespace Hamlet.Formats.EventFiles;

/// <summary>Reads the number out of a serialized tensor of rank 0; refuses what is no such tensor or is written in an unusual way.</summary>
internal static class TensorScanner
{
    private const int TypeKey = EventFields.TensorType << 3;
    private const int ShapeKey = (EventFields.TensorShape << 3) | 2;
    private const int ContentKey = (EventFields.TensorContent << 3) | 2;
    private const int FloatKey = (EventFields.TensorFloats << 3) | 2;
    private const int DoubleKey = (EventFields.TensorDoubles << 3) | 2;
    private const int IntegerKey = (EventFields.TensorIntegers << 3) | 2;
    private const int LongKey = (EventFields.TensorLongs << 3) | 2;

    /// <summary>Scans a tensor.</summary>
    public static bool TryScan(ReadOnlySpan<byte> tensor, out double value)
    {
        value = 0;
        int type = 0;
        int valueKey = 0;
        ReadOnlySpan<byte> number = default;
        int at = 0;
        while (at < tensor.Length)
        {
            int key = tensor[at++];
            if (key == TypeKey)
            {
                if (type != 0 || !Varint.TryRead(tensor, ref at, out ulong read) || read is 0 or > 127)
                {
                    return false;
                }

                type = (int)read;
                continue;
            }

            if (!Varint.TryReadLength(tensor, ref at, out int length))
            {
                return false;
            }

            switch (key)
            {
                case ShapeKey when length == 0:
                    break;
                case ContentKey or FloatKey or DoubleKey or IntegerKey or LongKey when valueKey == 0 && length > 0:
                    valueKey = key;
                    number = tensor.Slice(at, length);
                    break;
                default:
                    return false;
            }

            at += length;
        }

        return TryDecode(type, valueKey, number, out value);
    }

    private static bool TryDecode(int type, int key, ReadOnlySpan<byte> number, out double value)
    {
        value = 0;
        switch (type, key)
        {
            case (EventFields.TypeFloat, ContentKey or FloatKey) when number.Length == sizeof(float):
                value = BinaryPrimitives.ReadSingleLittleEndian(number);
                return true;
            case (EventFields.TypeDouble, ContentKey or DoubleKey) when number.Length == sizeof(double):
                value = BinaryPrimitives.ReadDoubleLittleEndian(number);
                return true;
            case (EventFields.TypeInteger, ContentKey) when number.Length == sizeof(int):
                value = BinaryPrimitives.ReadInt32LittleEndian(number);
                return true;
            case (EventFields.TypeLong, ContentKey) when number.Length == sizeof(long):
                value = BinaryPrimitives.ReadInt64LittleEndian(number);
                return true;
            case (EventFields.TypeInteger, IntegerKey):
                return TryVarint(number, out ulong integer) && SetTo((int)integer, out value);
            case (EventFields.TypeLong, LongKey):
                return TryVarint(number, out ulong wide) && SetTo((long)wide, out value);
            default:
                return false;
        }
    }

    private static bool TryVarint(ReadOnlySpan<byte> number, out ulong value)
    {
        int at = 0;
        return Varint.TryRead(number, ref at, out value) && at == number.Length;
    }

    private static bool SetTo(double number, out double value)
    {
        value = number;
        return true;
    }
}
