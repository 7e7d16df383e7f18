using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hamlet.Formats.Safetensors;

/// <summary>
/// A safetensors file that is open for reading. The header is read and checked as a whole at once, the values when they are asked for;
/// nothing is allocated before the file is known to be long enough for it.
/// </summary>
internal sealed class SafetensorsFile : IDisposable
{
    /// <summary>The greatest header, as everywhere else that reads the format: 100 MB.</summary>
    public const int MaxHeaderBytes = 100_000_000;

    // A span of bytes is counted in 31 bits, an array of numbers may be longer: values go through in pieces.
    private const int PieceElements = 1 << 20;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly long _dataStart;
    private readonly SafetensorsHeader _header;

    /// <summary>Reads the header from the beginning of a stream, which is then this object's.</summary>
    /// <param name="stream">A stream of known length in which one can seek.</param>
    /// <param name="name">What errors call it, such as its path.</param>
    /// <exception cref="InvalidDataException">It is no such file, or a damaged one.</exception>
    public SafetensorsFile(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
        try
        {
            long length = stream.Length;
            Span<byte> size = stackalloc byte[sizeof(ulong)];
            ulong headerBytes = length < size.Length ? ulong.MaxValue : ReadSize(size);
            if (headerBytes > MaxHeaderBytes || (long)headerBytes > length - size.Length)
            {
                throw new InvalidDataException("it is no safetensors file, or its beginning is damaged or its end missing");
            }

            byte[] json = new byte[headerBytes];
            _stream.ReadExactly(json);
            _dataStart = size.Length + json.Length;
            _header = SafetensorsHeader.Parse(json, length - _dataStart);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            stream.Dispose();
            throw Error(e.Message, e);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The tensors by name, in the header's order.</summary>
    public IReadOnlyDictionary<string, TensorInfo> Tensors => _header.Tensors;

    /// <summary>The texts beside the tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is no such file, or a damaged one.</exception>
    public static SafetensorsFile Open(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), path);

    /// <summary>A tensor that must be there.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public TensorInfo Tensor(string name) =>
        Tensors.TryGetValue(name, out TensorInfo? tensor) ? tensor : throw Error($"it has no tensor '{name}'");

    /// <summary>Reads all values of a tensor.</summary>
    /// <exception cref="InvalidDataException">It is not there, has another type, or more elements than an array may have.</exception>
    public T[] Read<T>(string name)
        where T : unmanaged
    {
        TensorInfo tensor = Tensor(name);
        if (tensor.Count > Array.MaxLength)
        {
            throw Error($"'{name}' has {tensor.Count} elements, more than an array holds");
        }

        T[] values = GC.AllocateUninitializedArray<T>(Typed<T>(tensor) ? (int)tensor.Count : 0);
        Read(name, values.AsSpan());
        return values;
    }

    /// <summary>Reads all values of a tensor that must have as many elements as the destination.</summary>
    /// <exception cref="InvalidDataException">It is not there, or has another type or another number of elements.</exception>
    public void Read<T>(string name, Span<T> destination)
        where T : unmanaged
    {
        TensorInfo tensor = Tensor(name);
        Typed<T>(tensor);
        if (tensor.Count != destination.Length)
        {
            throw Error($"'{name}' has {tensor.Count} elements, {destination.Length} are needed");
        }

        _stream.Position = _dataStart + tensor.Begin;
        while (!destination.IsEmpty)
        {
            Span<byte> piece = MemoryMarshal.AsBytes(destination[..Math.Min(PieceElements, destination.Length)]);
            ReadPiece(piece);
            if (tensor.Type == TensorType.Bool && piece.ContainsAnyExceptInRange((byte)0, (byte)1))
            {
                // Any other byte would be a bool that is neither true nor false.
                throw Error($"'{name}' has a switch that is neither 0 nor 1");
            }

            destination = destination[(piece.Length / tensor.Type.Size())..];
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    private ulong ReadSize(Span<byte> size)
    {
        _stream.Position = 0;
        _stream.ReadExactly(size);
        return BinaryPrimitives.ReadUInt64LittleEndian(size);
    }

    private void ReadPiece(Span<byte> piece)
    {
        try
        {
            _stream.ReadExactly(piece);
        }
        catch (EndOfStreamException e)
        {
            throw Error("it became shorter while it was read", e);
        }
    }

    private bool Typed<T>(TensorInfo tensor)
        where T : unmanaged
    {
        TensorType wanted = TensorTypes.Of<T>();
        return tensor.Type == wanted
            ? true
            : throw Error($"'{tensor.Name}' is of the type {tensor.Type.Name()}, {wanted.Name()} is needed");
    }

    private InvalidDataException Error(string message, Exception? inner = null) => new($"{_name}: {message}", inner);
}
