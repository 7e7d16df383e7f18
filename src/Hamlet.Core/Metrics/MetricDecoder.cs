using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hamlet.Metrics;

/// <summary>Reads what <see cref="MetricEncoder"/> wrote.</summary>
public ref struct MetricDecoder
{
    private readonly ReadOnlySpan<byte> _buffer;
    private int _position;

    /// <summary>Reads a buffer from its start.</summary>
    public MetricDecoder(ReadOnlySpan<byte> buffer)
    {
        _buffer = buffer;
        _position = 0;
    }

    /// <summary>Reads a number of 1, 2, 4 or 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Take(Unsafe.SizeOf<T>()));

    /// <summary>Reads a number that may be absent and hands it over, or its absence.</summary>
    public void VisitOptionalSingle<TWriter>(MetricField field, ref TWriter writer)
        where TWriter : IMetricWriter
    {
        if (ReadOptional(out float value))
        {
            writer.Scalar(field, value);
        }
        else
        {
            writer.Missing(field);
        }
    }

    /// <summary>Reads a number that may be absent and hands it over, or its absence.</summary>
    public void VisitOptionalDouble<TWriter>(MetricField field, ref TWriter writer)
        where TWriter : IMetricWriter
    {
        if (ReadOptional(out double value))
        {
            writer.Scalar(field, value);
        }
        else
        {
            writer.Missing(field);
        }
    }

    /// <summary>Reads a whole number that may be absent and hands it over, or its absence; one above 2^63-1 as that.</summary>
    public void VisitOptionalInteger<T, TWriter>(MetricField field, ref TWriter writer)
        where T : unmanaged, IBinaryInteger<T>
        where TWriter : IMetricWriter
    {
        if (ReadOptional(out T value))
        {
            writer.Scalar(field, long.CreateSaturating(value));
        }
        else
        {
            writer.Missing(field);
        }
    }

    /// <summary>Reads a truth value that may be absent and hands it over, or its absence.</summary>
    public void VisitOptionalBoolean<TWriter>(MetricField field, ref TWriter writer)
        where TWriter : IMetricWriter
    {
        if (ReadOptional(out bool value))
        {
            writer.Scalar(field, value);
        }
        else
        {
            writer.Missing(field);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool ReadOptional<T>(out T value)
        where T : unmanaged
    {
        bool present = Read<byte>() != 0;
        value = Read<T>();
        return present;
    }

    /// <summary>Reads a text and hands it over, or its absence.</summary>
    public void VisitText<TWriter>(MetricField field, ref TWriter writer)
        where TWriter : IMetricWriter
    {
        int length = Read<int>();
        if (length < 0)
        {
            writer.Missing(field);
        }
        else
        {
            writer.Text(field, Take(length));
        }
    }

    /// <summary>Reads a histogram and hands it over, or its absence.</summary>
    public void VisitHistogram<TWriter>(MetricField field, ref TWriter writer)
        where TWriter : IMetricWriter
    {
        int count = Read<int>();
        if (count == 0)
        {
            writer.Missing(field);
        }
        else
        {
            writer.Histogram(field, MemoryMarshal.Cast<byte, float>(Take(count * sizeof(float))));
        }
    }

    /// <summary>Reads a map and hands it over, or its absence.</summary>
    public void VisitMap<TWriter>(MetricField field, ref TWriter writer)
        where TWriter : IMetricWriter
    {
        int id = Read<int>();
        if (id < 0)
        {
            writer.Missing(field);
            return;
        }

        MetricNames names = MetricNames.Get(id);
        writer.ScalarMap(field, names, MemoryMarshal.Cast<byte, float>(Take(names.Names.Count * sizeof(float))));
    }

    /// <summary>Reads a picture and hands it over, or its absence.</summary>
    public void VisitImage<TWriter>(MetricField field, ref TWriter writer)
        where TWriter : IMetricWriter
    {
        int width = Read<int>();
        int height = Read<int>();
        int channels = Read<int>();
        if (width * height * channels == 0)
        {
            writer.Missing(field);
        }
        else
        {
            writer.Image(field, width, height, channels, Take(width * height * channels));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Take(int size)
    {
        ReadOnlySpan<byte> taken = _buffer.Slice(_position, size);
        _position += size;
        return taken;
    }
}
