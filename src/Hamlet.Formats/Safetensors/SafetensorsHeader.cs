using System.Text.Json;

namespace Hamlet.Formats.Safetensors;

/// <summary>
/// Reads the header of a safetensors file (https://github.com/huggingface/safetensors), a JSON object from the names of tensors to type,
/// shape and place, and refuses whatever a correct writer does not write. What it allocates is in proportion to the header's bytes.
/// </summary>
internal sealed class SafetensorsHeader
{
    private const string MetadataKey = "__metadata__";

    // The object, a tensor or the metadata, a shape.
    private const int Depth = 3;

    private readonly OrderedDictionary<string, TensorInfo> _tensors = new(StringComparer.Ordinal);
    private OrderedDictionary<string, string>? _metadata;

    private SafetensorsHeader()
    {
    }

    /// <summary>The tensors by name, in the header's order.</summary>
    public IReadOnlyDictionary<string, TensorInfo> Tensors => _tensors;

    /// <summary>The texts beside the tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata ?? [];

    /// <summary>Reads a header.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="dataLength">How many bytes follow it: the tensors must cover them, without a gap and without an overlap.</param>
    /// <exception cref="InvalidDataException">It is none, or says what cannot be.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long dataLength)
    {
        if (json.IsEmpty || json[0] != '{')
        {
            throw new InvalidDataException("the header is no JSON object");
        }

        var header = new SafetensorsHeader();
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Depth });
            reader.Read();
            header.ReadEntries(ref reader);
            reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is the reader's answer to text that is no UTF-8.
            throw new InvalidDataException($"the header is no JSON: {e.Message}", e);
        }

        header.CheckPlaces(dataLength);
        return header;
    }

    private void ReadEntries(ref Utf8JsonReader reader)
    {
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            Expect(Next(ref reader) == JsonTokenType.StartObject, name, "is no object");
            if (name == MetadataKey)
            {
                Expect(_metadata is null, name, "is there twice");
                ReadMetadata(ref reader);
            }
            else
            {
                Expect(_tensors.TryAdd(name, ReadTensor(ref reader, name)), name, "is there twice");
            }
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        _metadata = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            Expect(Next(ref reader) == JsonTokenType.String, key, "of the metadata is no text");
            Expect(_metadata.TryAdd(key, reader.GetString()!), key, "of the metadata is there twice");
        }
    }

    private static TensorInfo ReadTensor(ref Utf8JsonReader reader, string name)
    {
        TensorType? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            switch (key)
            {
                case "dtype":
                    Expect(type is null, name, "has two types");
                    type = ReadType(ref reader, name);
                    break;
                case "shape":
                    Expect(shape is null, name, "has two shapes");
                    shape = ReadNumbers(ref reader, name);
                    break;
                case "data_offsets":
                    Expect(offsets is null, name, "has two places");
                    offsets = ReadNumbers(ref reader, name);
                    break;
                default:
                    throw new InvalidDataException($"'{name}' has an unknown property '{key}'");
            }
        }

        Expect(type is not null && shape is not null && offsets is { Count: 2 }, name, "lacks its type, its shape or its two offsets");
        Expect(offsets![0] <= offsets[1], name, "ends before it begins");
        var info = new TensorInfo(name, type!.Value, shape!, offsets[0], offsets[1] - offsets[0]);
        Expect(TryBytes(info, out long bytes) && bytes == info.Length, name, $"has {info.Length} bytes, which is not what its shape needs");
        return info;
    }

    private static TensorType ReadType(ref Utf8JsonReader reader, string name)
    {
        Expect(Next(ref reader) == JsonTokenType.String, name, "has a type that is no text");
        string text = reader.GetString()!;
        Expect(TensorTypes.TryParse(text, out TensorType type), name, $"is of the type '{text}', which is not known");
        return type;
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader, string name)
    {
        Expect(Next(ref reader) == JsonTokenType.StartArray, name, "has a shape or a place that is no list");
        var numbers = new List<long>();
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            long number = -1;
            Expect(
                reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out number) && number >= 0,
                name,
                "has a dimension or an offset that is no whole number from 0 to 2^63 - 1");
            numbers.Add(number);
        }

        return numbers;
    }

    private static bool TryBytes(TensorInfo info, out long bytes)
    {
        Int128 product = info.Type.Size();
        foreach (long dimension in info.Shape)
        {
            // Neither factor is greater than 2^63, so that the product is exact.
            product *= dimension;
            if (product > long.MaxValue)
            {
                bytes = 0;
                return false;
            }
        }

        bytes = (long)product;
        return true;
    }

    private void CheckPlaces(long dataLength)
    {
        long end = 0;
        foreach (TensorInfo tensor in _tensors.Values.OrderBy(static t => t.Begin).ThenBy(static t => t.End))
        {
            Expect(tensor.Begin == end, tensor.Name, tensor.Begin < end ? "overlaps another tensor" : "leaves a gap before it");
            end = tensor.End;
        }

        if (end != dataLength)
        {
            throw new InvalidDataException($"the tensors take {end} bytes, the file has {dataLength} after its header");
        }
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }

    private static void Expect(bool condition, string name, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException($"'{name}' {otherwise}");
        }
    }
}
