using System.Buffers.Binary;
using Google.Protobuf;
using Hamlet.Formats.EventFiles.Protos;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Analysis.Support;

/// <summary>
/// Event files by other writers' rules, made without a line of the product's writer: messages by protobuf classes, framing by hand.
/// </summary>
internal sealed class ForeignLog
{
    private readonly MemoryStream _bytes = new();

    /// <summary>The time of the next event; each is a second later.</summary>
    public double Time { get; set; } = 1_760_000_000;

    public byte[] ToArray() => _bytes.ToArray();

    public static byte[] Frame(byte[] payload)
    {
        byte[] frame = new byte[payload.Length + 16];
        BinaryPrimitives.WriteInt64LittleEndian(frame, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), EventFileReader.MaskedCrc(frame.AsSpan(0, 8)));
        payload.CopyTo(frame, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(12 + payload.Length), EventFileReader.MaskedCrc(payload));
        return frame;
    }

    public ForeignLog Add(Event message)
    {
        message.WallTime = Time++;
        return Raw(Frame(message.ToByteArray()));
    }

    public ForeignLog Raw(byte[] bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public ForeignLog Version() => Add(new Event { FileVersion = "brain.Event:2", SourceMetadata = new SourceMetadata { Writer = "foreign" } });

    public ForeignLog Start(long step) => Add(new Event { Step = step, SessionLog = new SessionLog { Status = SessionLog.Types.Status.Start } });

    /// <summary>As PyTorch, tensorboardX and TensorFlow 1 write a scalar.</summary>
    public ForeignLog Simple(string tag, long step, float value) =>
        Value(step, new Summary.Types.Value { Tag = tag, SimpleValue = value });

    /// <summary>As TensorFlow 2 writes a scalar.</summary>
    public ForeignLog Tensor(string tag, long step, Tensor tensor, string? plugin = "scalars") =>
        Value(step, new Summary.Types.Value { Tag = tag, Tensor = tensor, Metadata = plugin is null ? null : Plugin(plugin) });

    public ForeignLog Value(long step, params Summary.Types.Value[] values) =>
        Add(new Event { Step = step, Summary = new Summary { Value = { values } } });

    public static Metadata Plugin(string name, ByteString? content = null) =>
        new() { PluginData = new Metadata.Types.PluginData { PluginName = name, Content = content ?? ByteString.Empty } };

    public void Save(TempDirectory directory, string name) => Save(directory.File(name));

    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, ToArray());
    }
}
