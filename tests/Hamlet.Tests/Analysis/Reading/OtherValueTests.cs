using System.Runtime.InteropServices;
using Google.Protobuf;
using Hamlet.Analysis.Reading;
using Hamlet.Formats.EventFiles.Protos;

namespace Hamlet.Tests.Analysis.Reading;

/// <summary>What the verbose report says of distributions, texts and pictures, in both encodings.</summary>
public sealed class OtherValueTests
{
    [Fact]
    public void AHistogramIsItsCountItsEndsAndItsMean()
    {
        // 0 to 1: five; 1 to 2: nothing; 2 to 4: fifteen, in the middle at 3.
        float[] rows = [0, 1, 5, 1, 2, 0, 2, 4, 15, 4, 5, 0];
        const string Expected = "20 numbers from 0 to 4, mean 2.375";

        Assert.Equal(Expected, Describe(new Tensor { Dtype = 1, TensorContent = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(rows)) }, "histograms"));
        Assert.Equal(Expected, Describe(new Tensor { Dtype = 2, DoubleVal = { rows.Select(static r => (double)r) } }, "histograms"));
        Assert.Equal(
            "4 numbers from -1 to 7, mean 2.5",
            OtherValue.Describe(new Summary.Types.Value { Histo = new LegacyHistogram { Min = -1, Max = 7, Num = 4, Sum = 10 }.ToByteString() }, ""));
        Assert.Equal("no numbers", Describe(new Tensor { Dtype = 1 }, "histograms"));
    }

    [Fact]
    public void ATextIsItsBeginningOnOneLine()
    {
        Assert.Equal("\"a | b\"", Describe(Strings("a\n| b\u0007"), "text"));
        Assert.Equal($"\"{new string('x', 60)}...\"", Describe(Strings(new string('x', 500)), "text"));
        Assert.Equal("\"\"", Describe(new Tensor { Dtype = 7 }, "text"));
    }

    [Fact]
    public void APictureIsItsSize()
    {
        Assert.Equal("64 x 48 pixels", Describe(Strings("64", "48", "png"), "images"));
        Assert.Equal("64 x 48 pixels", OtherValue.Describe(new Summary.Types.Value { Image = new LegacyImage { Width = 64, Height = 48 }.ToByteString() }, ""));
        Assert.Equal("", OtherValue.Describe(new Summary.Types.Value { Image = ByteString.CopyFrom(0xFF) }, ""));
        Assert.Equal("", Describe(Strings("64"), "images"));
    }

    private static Tensor Strings(params string[] texts) => new() { Dtype = 7, StringVal = { texts.Select(ByteString.CopyFromUtf8) } };

    private static string Describe(Tensor tensor, string plugin) => OtherValue.Describe(new Summary.Types.Value { Tensor = tensor }, plugin);
}
