using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Hamlet.Metrics;

/// <summary>
/// Writes a record's fields into the ring, little-endian and unaligned. The generated code has asked for exactly as many bytes as it
/// writes, so the fixed fields are written without a bounds check each: <see cref="Claim"/> checks once.
/// </summary>
public ref struct MetricEncoder
{
    private readonly Span<byte> _buffer;
    private int _position;

    /// <summary>Writes into a buffer from its start.</summary>
    public MetricEncoder(Span<byte> buffer)
    {
        _buffer = buffer;
        _position = 0;
    }

    /// <summary>How many bytes were written.</summary>
    public readonly int Position => _position;

    /// <summary>The encoded size of a text.</summary>
    public static int SizeOf(string? text) => checked(sizeof(int) + (text is null ? 0 : Encoding.UTF8.GetByteCount(text)));

    /// <summary>The encoded size of a histogram.</summary>
    public static int SizeOf(ReadOnlyMemory<float> values) => checked(sizeof(int) + (values.Length * sizeof(float)));

    /// <summary>The encoded size of a map.</summary>
    public static int SizeOf(in MetricMap map) => map.Names is null ? sizeof(int) : sizeof(int) + (map.Names.Names.Count * sizeof(float));

    /// <summary>The encoded size of a picture.</summary>
    public static int SizeOf(in MetricImage image) => checked((3 * sizeof(int)) + image.Pixels.Length);

    /// <summary>Writes a number of 1, 2, 4 or 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(Claim(Unsafe.SizeOf<T>()), in value);
    }

    /// <summary>Writes a tag part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(TagName name) => Write(name.Id);

    /// <summary>Writes a number that may be absent: one byte that says so, then the number (or as many zeros).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteOptional<T>(T? value)
        where T : unmanaged
    {
        Write((byte)(value.HasValue ? 1 : 0));
        Write(value.GetValueOrDefault());
    }

    /// <summary>Writes a text, or its absence. Lone surrogates become U+FFFD, so that the bytes are always valid UTF-8.</summary>
    public void WriteText(string? text)
    {
        if (text is null)
        {
            Write(-1);
            return;
        }

        Span<byte> length = Claim(sizeof(int));
        int written = Encoding.UTF8.GetBytes(text, _buffer[_position..]);
        MemoryMarshal.Write(length, in written);
        _position += written;
    }

    /// <summary>Writes the values of a histogram.</summary>
    public void WriteHistogram(ReadOnlyMemory<float> values)
    {
        Write(values.Length);
        MemoryMarshal.AsBytes(values.Span).CopyTo(Claim(values.Length * sizeof(float)));
    }

    /// <summary>Writes a map.</summary>
    /// <exception cref="ArgumentException">There are not as many values as names.</exception>
    public void WriteMap(in MetricMap map)
    {
        if (map.Names is null)
        {
            Write(-1);
            return;
        }

        if (map.Values.Length != map.Names.Names.Count)
        {
            throw new ArgumentException($"The map has {map.Names.Names.Count} names and {map.Values.Length} values.", nameof(map));
        }

        Write(map.Names.Id);
        MemoryMarshal.AsBytes(map.Values.Span).CopyTo(Claim(map.Values.Length * sizeof(float)));
    }

    /// <summary>Writes a picture.</summary>
    /// <exception cref="ArgumentException">The number of bytes is not that of its size, or no picture has so many a pixel.</exception>
    public void WriteImage(in MetricImage image)
    {
        if (image.Width < 0 || image.Height < 0 || image.Channels < 0
            || (Int128)image.Width * image.Height * image.Channels != image.Pixels.Length)
        {
            throw new ArgumentException(
                $"A picture of {image.Width} x {image.Height} pixels of {image.Channels} bytes has not {image.Pixels.Length} bytes.", nameof(image));
        }

        if (image.Channels is not (0 or 1 or 3 or 4))
        {
            throw new ArgumentException($"A picture has 1 (gray), 3 (RGB) or 4 (RGBA) bytes a pixel, and not {image.Channels}.", nameof(image));
        }

        Write(image.Width);
        Write(image.Height);
        Write(image.Channels);
        image.Pixels.Span.CopyTo(Claim(image.Pixels.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Claim(int size)
    {
        Span<byte> claimed = _buffer.Slice(_position, size);
        _position += size;
        return claimed;
    }
}
