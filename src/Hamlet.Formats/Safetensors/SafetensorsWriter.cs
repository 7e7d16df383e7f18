using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hamlet.Formats.Safetensors;

/// <summary>
/// Writes a safetensors file. Tensors lie as in the files of the format's own library: the widest elements first, then by name, after a
/// header that is padded to 8 bytes, so that every element is aligned. Values are written from the memory that was handed over, without a
/// copy; the bytes are those of the machine, which is little-endian as the format is.
/// </summary>
internal sealed class SafetensorsWriter
{
    private const int Alignment = 8;

    // As in the reader: values go through in pieces.
    private const int PieceElements = 1 << 20;

    private readonly Dictionary<string, Pending> _tensors = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, string> _metadata = new(StringComparer.Ordinal);

    /// <summary>Adds a text beside the tensors.</summary>
    public void AddMetadata(string key, string value) => _metadata.Add(key, value);

    /// <summary>Adds a tensor.</summary>
    /// <param name="name">Its name, unlike any other.</param>
    /// <param name="values">Its values, row-major; they are read when the file is written.</param>
    /// <param name="shape">Its dimensions, the slowest first; none for a list.</param>
    /// <exception cref="ArgumentException">There is one of the name, or the shape is one of another number of values.</exception>
    public void Add<T>(string name, ReadOnlyMemory<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        long[] dimensions = shape.IsEmpty ? [values.Length] : [.. shape.ToArray().Select(static d => (long)d)];
        if (name == "__metadata__" || dimensions.Any(static d => d < 0) || dimensions.Aggregate(1L, static (a, b) => checked(a * b)) != values.Length)
        {
            throw new ArgumentException($"{values.Length} values of '{name}' are no tensor of shape [{string.Join(", ", dimensions)}].", nameof(values));
        }

        _tensors.Add(name, new Pending(name, TensorTypes.Of<T>(), dimensions, values.Length, stream => Write(values.Span, stream)));
    }

    /// <summary>Writes the file; flushing is the caller's.</summary>
    public void WriteTo(Stream stream)
    {
        Pending[] order = [.. _tensors.Values.OrderByDescending(static t => t.Type).ThenBy(static t => t.Name, StringComparer.Ordinal)];
        stream.Write(Header(order));
        foreach (Pending tensor in order)
        {
            tensor.Write(stream);
        }
    }

    private byte[] Header(Pending[] order)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.GetSpan(sizeof(ulong))[..sizeof(ulong)].Clear();
        buffer.Advance(sizeof(ulong));
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteMetadata(json);
            long begin = 0;
            foreach (Pending tensor in order)
            {
                begin = WriteTensor(json, tensor, begin);
            }

            json.WriteEndObject();
        }

        int padding = -buffer.WrittenCount & (Alignment - 1);
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        if (buffer.WrittenCount - sizeof(ulong) > SafetensorsFile.MaxHeaderBytes)
        {
            throw new InvalidOperationException("The names and shapes of the tensors are more than a header may hold.");
        }

        byte[] header = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - sizeof(ulong));
        return header;
    }

    private void WriteMetadata(Utf8JsonWriter json)
    {
        if (_metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject("__metadata__");
        foreach ((string key, string value) in _metadata)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static long WriteTensor(Utf8JsonWriter json, Pending tensor, long begin)
    {
        long end = begin + ((long)tensor.Count * tensor.Type.Size());
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.Name());
        json.WriteStartArray("shape");
        foreach (long dimension in tensor.Shape)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    private static void Write<T>(ReadOnlySpan<T> values, Stream stream)
        where T : unmanaged
    {
        while (!values.IsEmpty)
        {
            int count = Math.Min(PieceElements, values.Length);
            stream.Write(MemoryMarshal.AsBytes(values[..count]));
            values = values[count..];
        }
    }

    private sealed record Pending(string Name, TensorType Type, long[] Shape, int Count, Action<Stream> Write);
}
