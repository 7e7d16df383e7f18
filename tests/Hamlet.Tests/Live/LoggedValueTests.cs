using Google.Protobuf;
using Hamlet.Formats.EventFiles;
using Hamlet.Formats.EventFiles.Protos;
using Hamlet.Live.Board;

namespace Hamlet.Tests.Live;

/// <summary>What the board reads that is no number.</summary>
public sealed class LoggedValueTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(5, 3)]
    [InlineData(100, 3)]
    [InlineData(1000, 4)]
    public void FewAreKeptOfManyEvenlyAndTheNewestIsAmongThem(int count, int least)
    {
        var values = new LoggedValues("text", 4);
        for (int i = 0; i < count; i++)
        {
            values.Add(new LoggedValue(i, 0, $"{i}"));
        }

        Assert.Equal(count, values.Count);
        Assert.InRange(values.Kept.Count, least, 4);
        Assert.Equal(count - 1, values.Kept[^1].Step);
        long[] steps = [.. values.Kept.Select(static v => v.Step)];
        Assert.Equal(steps.Order(), steps);
        Assert.True(steps.Prepend(-1).Zip(steps, static (a, b) => b - a).Max() <= Math.Max(1, count / 2 + 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AHistogramOfRowsIsReadInBothPrecisions(bool doubles)
    {
        float[] rows = [-1, 0, 3, 0, 2, 5];
        byte[] content = doubles
            ? [.. rows.SelectMany(static v => BitConverter.GetBytes((double)v))]
            : [.. rows.SelectMany(static v => BitConverter.GetBytes(v))];
        LoggedHistogram? read = LoggedHistogram.Read(new Summary.Types.Value
        {
            Tensor = new Tensor { Dtype = doubles ? EventFields.TypeDouble : EventFields.TypeFloat, TensorContent = ByteString.CopyFrom(content) },
        });
        Assert.NotNull(read);
        Assert.Equal([-1, 0, 2], read.Edges);
        Assert.Equal([3, 5], read.Counts);
    }

    /// <summary>TensorFlow's message: min 1, max 2, bucket_limit 6, bucket 7; bytes written by hand from its description.</summary>
    [Fact]
    public void AHistogramOfTheOlderFormIsRead()
    {
        byte[] message =
        [
            (1 << 3) | 1, .. BitConverter.GetBytes(-1d),
            (2 << 3) | 1, .. BitConverter.GetBytes(2d),
            (6 << 3) | 2, 16, .. BitConverter.GetBytes(0d), .. BitConverter.GetBytes(2d),
            (7 << 3) | 2, 16, .. BitConverter.GetBytes(3d), .. BitConverter.GetBytes(5d),
        ];
        LoggedHistogram? read = LoggedHistogram.Read(new Summary.Types.Value { Histo = ByteString.CopyFrom(message) });
        Assert.NotNull(read);
        Assert.Equal([-1, 0, 2], read.Edges);
        Assert.Equal([3, 5], read.Counts);

        Assert.Null(LoggedHistogram.Read(new Summary.Types.Value { Histo = ByteString.CopyFrom(message[..^9]) }));
        Assert.Null(LoggedHistogram.Read(new Summary.Types.Value { Histo = ByteString.Empty }));
    }
}
