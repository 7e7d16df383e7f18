using System.Text;
using Hamlet.Formats.Safetensors;
using Hamlet.State;
using Hamlet.Training.Checkpoints;

namespace Hamlet.Tests.Training.Checkpoints;

public sealed class StateFileTests
{
    [Fact]
    public void WhatIsWrittenIsReadBitForBit()
    {
        StateTree before = CheckpointSamples.State(42);

        StateTree after = Read(Write(before));

        Assert.Equal(3, after.Version);
        Assert.Equal(42L, after.Values["number"]);
        Assert.Equal(0.1 * 42, after.Values["rate"]);
        Assert.Equal(BitConverter.DoubleToInt64Bits(double.NaN), BitConverter.DoubleToInt64Bits((double)after.Values["nothing"]));
        Assert.Equal(true, after.Values["on"]);
        Assert.Equal("ε / 1 % @ \"\n", after.Values["name"]);
        Assert.Equal(
            ((float[])before.Values["weights"]).Select(BitConverter.SingleToInt32Bits),
            ((float[])after.Values["weights"]).Select(BitConverter.SingleToInt32Bits));
        Assert.Equal([2, 3], after.Shapes["weights"]);
        foreach (string name in (string[])["sums", "words", "counts", "slots", "flags", "empty"])
        {
            Assert.Equal(before.Values[name], after.Values[name]);
        }

        Assert.Equal(-7L, after.Children["a/b@c%"].Values["deep"]);
        Assert.Empty(after.Children["empty one"].Values);
        Assert.Equal(before.Values.Keys.Order(), after.Values.Keys.Order());
    }

    [Fact]
    public void ArraysAreTensorsThatAnyReaderOfTheFormatFindsByTheirPaths()
    {
        using var file = new SafetensorsFile(new MemoryStream(Write(CheckpointSamples.State(1))), "state");

        Assert.Equal([2, 3], file.Tensor("weights").Shape);
        Assert.Equal(TensorType.F32, file.Tensor("weights").Type);
        Assert.Equal("int 1", file.Metadata["number"]);
        Assert.Equal("3", file.Metadata["/"]);
        Assert.Equal("int -7", file.Metadata["a%2Fb%40c%25/deep"]);
    }

    [Theory]
    [InlineData("number", "int x")]
    [InlineData("number", "float 1")]
    [InlineData("number", "")]
    [InlineData("", "int 1")]
    [InlineData("nobody/number", "int 1")]
    [InlineData("/", "0")]
    [InlineData("nobody/child/", "1")]
    [InlineData("@format", "hamlet-state 2")]
    public void WhatCannotBeIsRefused(string key, string value)
    {
        var writer = new SafetensorsWriter();
        if (key != "@format")
        {
            writer.AddMetadata("@format", "hamlet-state 1");
        }

        writer.AddMetadata(key, value);
        var stream = new MemoryStream();
        writer.WriteTo(stream);

        Assert.Contains("state", Assert.Throws<InvalidDataException>(() => Read(stream.ToArray())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOfAnotherKindIsRefused() =>
        Assert.Throws<InvalidDataException>(() => Read(Encoding.UTF8.GetBytes("{\"a\": 1} and so on, and so on")));

    private static byte[] Write(StateTree tree)
    {
        var stream = new MemoryStream();
        StateFile.Write(tree, stream);
        return stream.ToArray();
    }

    private static StateTree Read(byte[] bytes) => StateFile.Read(new MemoryStream(bytes), "state");
}
