using System.Buffers.Binary;
using System.Text;
using Hamlet.Formats.Safetensors;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Formats.Safetensors;

public sealed class SafetensorsFileTests
{
    private const string Tensor = """{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""";

    [Fact]
    public void EveryTypeIsReadBackAsItWasWritten()
    {
        using var directory = new TempDirectory();
        string path = directory.File("all.safetensors");
        var writer = new SafetensorsWriter();
        writer.AddMetadata("name", "Zoë");
        writer.Add<bool>("bool", new[] { true, false, true });
        writer.Add<byte>("u8", new byte[] { 0, 255 });
        writer.Add<sbyte>("i8", new sbyte[] { -128, 127 });
        writer.Add<short>("i16", new short[] { -32768, 32767 });
        writer.Add<ushort>("u16", new ushort[] { 65535 });
        writer.Add<Half>("f16", new[] { Half.Epsilon });
        writer.Add<int>("i32", new[] { int.MinValue });
        writer.Add<uint>("u32", new[] { uint.MaxValue });
        writer.Add<float>("f32", new[] { float.NaN, -0f, float.MaxValue, 1.5f }, 2, 2);
        writer.Add<double>("f64", new[] { double.NegativeInfinity });
        writer.Add<long>("i64", new[] { long.MinValue });
        writer.Add<ulong>("u64", new[] { ulong.MaxValue });
        writer.Add<float>("nothing", Array.Empty<float>(), 0, 5);
        using (FileStream stream = File.Create(path))
        {
            writer.WriteTo(stream);
        }

        using var file = SafetensorsFile.Open(path);

        Assert.Equal("Zoë", file.Metadata["name"]);
        Assert.Equal(13, file.Tensors.Count);
        Assert.Equal([true, false, true], file.Read<bool>("bool"));
        Assert.Equal([0, 255], file.Read<byte>("u8"));
        Assert.Equal([-128, 127], file.Read<sbyte>("i8"));
        Assert.Equal([-32768, 32767], file.Read<short>("i16"));
        Assert.Equal([65535], file.Read<ushort>("u16"));
        Assert.Equal([Half.Epsilon], file.Read<Half>("f16"));
        Assert.Equal([int.MinValue], file.Read<int>("i32"));
        Assert.Equal([uint.MaxValue], file.Read<uint>("u32"));
        Assert.Equal([float.NaN, -0f, float.MaxValue, 1.5f], file.Read<float>("f32"));
        Assert.Equal([2, 2], file.Tensor("f32").Shape);
        Assert.Equal([double.NegativeInfinity], file.Read<double>("f64"));
        Assert.Equal([long.MinValue], file.Read<long>("i64"));
        Assert.Equal([ulong.MaxValue], file.Read<ulong>("u64"));
        Assert.Empty(file.Read<float>("nothing"));
        Assert.All(file.Tensors.Values, static t => Assert.Equal(0, t.Begin % t.Type.Size()));
    }

    [Fact]
    public void ValuesOfMoreThanOnePieceAreReadBack()
    {
        int[] values = [.. Enumerable.Range(0, (2 << 20) + 3)];
        var writer = new SafetensorsWriter();
        writer.Add<int>("many", values);
        var stream = new MemoryStream();
        writer.WriteTo(stream);

        using var file = new SafetensorsFile(stream, "memory");

        Assert.Equal(values, file.Read<int>("many"));
    }

    [Theory]
    [InlineData("""{}""", 0)]
    [InlineData("""{"__metadata__":{}}  """, 0)]
    [InlineData("""{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"data_offsets":[0,4],"shape":[2],"dtype":"BF16"}}""", 4)]
    [InlineData("""{"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]},"a":{"dtype":"I16","shape":[1],"data_offsets":[0,2]}}""", 4)]
    [InlineData("""{"b":{"dtype":"U8","shape":[0],"data_offsets":[4,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4)]
    public void WhatAnotherWriterMayWriteIsAccepted(string header, int data) => Open(header, data).Dispose();

    [Theory]
    [InlineData("", "no JSON object")]
    [InlineData(" {}", "no JSON object")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{", "no JSON")]
    [InlineData("{} {}", "no JSON")]
    [InlineData("{}\0", "no JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},}""", "no JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", "no JSON")]
    [InlineData("""{"a":4}""", "'a' is no object")]
    [InlineData($$$"""{"a":{{{Tensor}}},"a":{{{Tensor}}}}""", "'a' is there twice")]
    [InlineData($$$"""{"a":{{{Tensor}}},"\u0061":{{{Tensor}}}}""", "'a' is there twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "'__metadata__' is there twice")]
    [InlineData("""{"__metadata__":{"a":"1","a":"1"}}""", "'a' of the metadata is there twice")]
    [InlineData("""{"__metadata__":{"a":1}}""", "'a' of the metadata is no text")]
    [InlineData("""{"__metadata__":null}""", "'__metadata__' is no object")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "two types")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""", "two shapes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"data_offsets":[0,4]}}""", "two places")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"device":"cpu"}}""", "unknown property 'device'")]
    [InlineData("""{"a":{"dtype":"Q4","shape":[1],"data_offsets":[0,4]}}""", "type 'Q4'")]
    [InlineData("""{"a":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}""", "no text")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", "lacks")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", "lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", "lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}""", "lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", "no list")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""", "no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}}""", "no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "ends before it begins")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "not what its shape needs")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", "not what its shape needs")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387905],"data_offsets":[0,4]}}""", "not what its shape needs")]
    [InlineData("""{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "'b' overlaps")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "gap before")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", "gap before")]
    [InlineData("""{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", "take 3 bytes")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}}""", "the file has 4")]
    public void WhatIsWrongInTheHeaderIsSaid(string header, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => Open(header, 4));

        Assert.StartsWith("memory: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TextThatIsNoUtf8IsRefused()
    {
        byte[] file = Bytes($$"""{"?":{{Tensor}}}""", 4);
        file[Array.IndexOf(file, (byte)'?')] = 0xFF;

        Assert.Throws<InvalidDataException>(() => new SafetensorsFile(new MemoryStream(file), "memory"));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(100_000_001UL)]
    [InlineData(0x8000_0000_0000_0002UL)]
    [InlineData(ulong.MaxValue)]
    public void AHeaderThatCannotBeIsRefusedWithoutRoomForIt(ulong size)
    {
        byte[] file = Bytes("{}", 0);
        BinaryPrimitives.WriteUInt64LittleEndian(file, size);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => new SafetensorsFile(new MemoryStream(file), "memory"));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        byte[] file = Bytes($$"""{"a":{{Tensor}}}""", 4);
        for (int length = 0; length < file.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => new SafetensorsFile(new MemoryStream(file[..length]), "memory"));
        }
    }

    [Fact]
    public void EveryFlippedBitGivesAnErrorOrAFile()
    {
        byte[] file = Bytes($$"""{"__metadata__":{"k":"v"},"a":{{Tensor}}}""", 4);
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            byte[] flipped = [.. file];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                using var read = new SafetensorsFile(new MemoryStream(flipped), "memory");
                Assert.Equal(4, read.Tensors.Values.Single().Length);
            }
            catch (InvalidDataException)
            {
                // A clear error is as good.
            }
        }
    }

    [Fact]
    public void AnotherTypeOrSizeThanAskedForIsAnError()
    {
        using var file = Open("""{"a":{"dtype":"BOOL","shape":[4],"data_offsets":[0,4]}}""", 4, fill: 2);

        Assert.Contains("no tensor 'b'", Assert.Throws<InvalidDataException>(() => file.Read<bool>("b")).Message, StringComparison.Ordinal);
        Assert.Contains("F32 is needed", Assert.Throws<InvalidDataException>(() => file.Read<float>("a")).Message, StringComparison.Ordinal);
        Assert.Contains("4 elements, 3", Assert.Throws<InvalidDataException>(() => file.Read("a", new bool[3])).Message, StringComparison.Ordinal);
        Assert.Contains("neither 0 nor 1", Assert.Throws<InvalidDataException>(() => file.Read<bool>("a")).Message, StringComparison.Ordinal);
    }

    private static SafetensorsFile Open(string header, int data, byte fill = 0) => new(new MemoryStream(Bytes(header, data, fill)), "memory");

    private static byte[] Bytes(string header, int data, byte fill = 0)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + json.Length + data];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        json.CopyTo(file, 8);
        file.AsSpan(8 + json.Length).Fill(fill);
        return file;
    }
}
