using System.Text;
using Hamlet.Formats.Safetensors;

namespace Hamlet.Tests.Formats.Safetensors;

public sealed class SafetensorsWriterTests
{
    [Fact]
    public void BytesAreThoseOfTheFormatsOwnLibrary()
    {
        var writer = new SafetensorsWriter();
        writer.Add<float>("attn.0", new float[] { 0, 1, 2, 3, 4, 5 }, 1, 2, 3);

        byte[] expected =
        [
            64, 0, 0, 0, 0, 0, 0, 0,
            .. """{"attn.0":{"dtype":"F32","shape":[1,2,3],"data_offsets":[0,24]}}"""u8,
            0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64, 0, 0, 160, 64,
        ];
        Assert.Equal(expected, Write(writer));
    }

    [Fact]
    public void HeaderIsPaddedWithSpacesToEightBytes()
    {
        var writer = new SafetensorsWriter();
        writer.Add<byte>("attn0", new byte[] { 7, 8 }, 2, 1);

        byte[] expected =
        [
            64, 0, 0, 0, 0, 0, 0, 0,
            .. """{"attn0":{"dtype":"U8","shape":[2,1],"data_offsets":[0,2]}}     """u8,
            7, 8,
        ];
        Assert.Equal(expected, Write(writer));
    }

    [Fact]
    public void WidestElementsComeFirstThenNames()
    {
        var writer = new SafetensorsWriter();
        writer.AddMetadata("format", "a \"test\"");
        writer.Add<bool>("switch", new[] { true, false });
        writer.Add<float>("b", new[] { 1f });
        writer.Add<float>("a", new[] { 2f });
        writer.Add<long>("count", new[] { 3L });

        byte[] file = Write(writer);

        string header = Encoding.UTF8.GetString(file, 8, file[8..].AsSpan().LastIndexOf((byte)'}') + 1);
        Assert.Equal(
            """{"__metadata__":{"format":"a \"test\""},"count":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"b":{"dtype":"F32","shape":[1],"data_offsets":[12,16]},"switch":{"dtype":"BOOL","shape":[2],"data_offsets":[16,18]}}""",
            header);
        Assert.Equal([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 128, 63, 1, 0], file[^18..]);
    }

    [Fact]
    public void ShapeMustBeThatOfTheValues()
    {
        var writer = new SafetensorsWriter();

        Assert.Throws<ArgumentException>(() => writer.Add<float>("a", new float[6], 2, 2));
        Assert.Throws<ArgumentException>(() => writer.Add<float>("a", new float[6], -2, -3));
        Assert.Throws<ArgumentException>(() => writer.Add<float>("__metadata__", new float[1]));
        Assert.Throws<ArgumentException>(() => writer.Add<decimal>("a", new decimal[1]));
        writer.Add<float>("a", new float[6], 2, 3);
        Assert.Throws<ArgumentException>(() => writer.Add<float>("a", new float[6], 2, 3));
    }

    private static byte[] Write(SafetensorsWriter writer)
    {
        using var stream = new MemoryStream();
        writer.WriteTo(stream);
        return stream.ToArray();
    }
}
