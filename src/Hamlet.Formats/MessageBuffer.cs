using System.Buffers.Binary;
using System.Diagnostics;

namespace Hamlet.Formats;

/// <summary>
/// A growing buffer that protocol-buffer messages are written into, field by field. Every call writes its field, also one that holds its
/// default: a member of a oneof must be written even when it is zero.
/// </summary>
internal sealed class MessageBuffer(int capacity)
{
    private const int WireVarint = 0;
    private const int WireFixed64 = 1;
    private const int WireBytes = 2;

    private byte[] _bytes = new byte[capacity];

    /// <summary>How many bytes were written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>A part of what was written, to be changed.</summary>
    public Span<byte> Slice(int start, int length) => _bytes.AsSpan(start, length);

    /// <summary>Forgets everything from a length on.</summary>
    public void Truncate(int length)
    {
        Debug.Assert(length <= Length, "A buffer is cut, not extended.");
        Length = length;
    }

    /// <summary>Room for raw bytes, which the caller fills.</summary>
    public Span<byte> Claim(int size)
    {
        int start = Length;
        if (size > _bytes.Length - start)
        {
            Grow(size);
        }

        Length = start + size;
        return _bytes.AsSpan(start, size);
    }

    /// <summary>A whole number; a negative one takes ten bytes.</summary>
    public void Varint(int field, long value)
    {
        Key(field, WireVarint);
        WriteVarint((ulong)value);
    }

    /// <summary>A number in double precision.</summary>
    public void Double(int field, double value)
    {
        Key(field, WireFixed64);
        BinaryPrimitives.WriteDoubleLittleEndian(Claim(sizeof(double)), value);
    }

    /// <summary>Bytes, or a text in UTF-8.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Key(field, WireBytes);
        WriteVarint((ulong)value.Length);
        value.CopyTo(Claim(value.Length));
    }

    /// <summary>
    /// Begins a message within the message and returns what <see cref="Close"/> needs. Its length is not known yet: room is left for as
    /// many bytes as it is expected to take, and a wrong guess costs one move of the content.
    /// </summary>
    public int Open(int field, int lengthBytes = 1)
    {
        Key(field, WireBytes);
        Claim(lengthBytes);
        return Length;
    }

    /// <summary>Ends the message that began at a mark.</summary>
    public void Close(int mark, int lengthBytes = 1)
    {
        int length = Length - mark;
        int needed = Formats.Varint.Size((ulong)length);
        if (needed != lengthBytes)
        {
            int shift = needed - lengthBytes;
            if (shift > 0)
            {
                Claim(shift);
            }

            _bytes.AsSpan(mark, length).CopyTo(_bytes.AsSpan(mark + shift));
            Length = mark + shift + length;
        }

        Formats.Varint.Write(_bytes.AsSpan(mark - lengthBytes), (ulong)length);
    }

    private void Key(int field, int wire) => WriteVarint((ulong)((field << 3) | wire));

    private void WriteVarint(ulong value)
    {
        if (value < 0x80)
        {
            Claim(1)[0] = (byte)value;
            return;
        }

        Formats.Varint.Write(Claim(Formats.Varint.Size(value)), value);
    }

    private void Grow(int size)
    {
        long needed = (long)Length + size;
        if (needed > Array.MaxLength)
        {
            throw new InvalidOperationException($"A message of {needed} bytes is more than an array holds.");
        }

        Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _bytes.Length)));
    }
}
