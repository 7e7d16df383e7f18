using System.Buffers.Binary;
using Hamlet.Analysis.Reading;
using Hamlet.Formats.EventFiles;
using Hamlet.Formats.EventFiles.Protos;
using Hamlet.Tests.Analysis.Support;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Analysis.Reading;

/// <summary>Damaged files: never a crash, never a wrong value reported as right.</summary>
public sealed class DamageTests : IDisposable
{
    private const string Name = "events.out.tfevents.1760000000.host.1.0";

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void AFlippedBitAnywhereCostsItsOwnRecordOnly()
    {
        (byte[] bytes, (string, long, double)[] values) = Log();
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            byte[] damaged = (byte[])bytes.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));

            (Points points, LogFile file) = Read(damaged);

            Assert.Empty(points.All.Except(values));
            Assert.True(points.All.Count >= values.Length - 2, $"bit {bit}: {points.All.Count}");
            Assert.Equal(1, file.FaultCount);
            Assert.InRange(bit / 8, file.Faults[0].Offset, file.Faults[0].Offset + file.Faults[0].Bytes);
        }
    }

    [Fact]
    public void ATailTornAnywhereIsNormal()
    {
        (byte[] bytes, (string, long, double)[] values) = Log();
        for (int length = 0; length <= bytes.Length; length++)
        {
            (Points points, LogFile file) = Read(bytes[..length]);

            Assert.Equal(values.Take(points.All.Count), points.All);
            Assert.Equal(0, file.FaultCount);
            Assert.Equal(length, file.Position + file.TornBytes);
        }
    }

    [Fact]
    public void WhatAnotherWriterAppendedBehindATornRecordIsRead()
    {
        byte[] torn = ForeignLog.Frame(new byte[500])[..100];
        byte[] bytes = new ForeignLog().Simple("a", 1, 1).Raw(torn).Simple("a", 2, 2).Simple("a", 3, 3).ToArray();

        (Points points, LogFile file) = Read(bytes);

        Assert.Equal([("a", 1, 1.0), ("a", 2, 2.0), ("a", 3, 3.0)], points.All);
        Assert.Equal(100, Assert.Single(file.Faults).Bytes);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(1L << 40)]
    [InlineData(int.MaxValue)]
    [InlineData((64 << 20) + 1)]
    public void AHostileLengthAllocatesNothing(long length)
    {
        byte[] header = new byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(header, length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), EventFileReader.MaskedCrc(header.AsSpan(0, 8)));
        byte[] bytes = new ForeignLog().Simple("a", 1, 1).Raw(header).ToArray();
        Read(bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();

        (Points points, LogFile file) = Read(bytes);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2 << 20);
        Assert.Single(points.All);
        Assert.Equal(12, file.TornBytes);
    }

    [Fact]
    public void ARecordTooLargeToBeHeldIsCheckedAndPassedOver()
    {
        byte[] large = ForeignLog.Frame(new byte[RecordReader.MaxPayload + 1]);
        byte[] damaged = (byte[])large.Clone();
        damaged[1000] ^= 1;

        (Points points, LogFile file) = Read(new ForeignLog().Simple("a", 1, 1).Raw(large).Simple("a", 2, 2).Raw(damaged).Simple("a", 3, 3).ToArray());

        Assert.Equal([1.0, 2, 3], points.All.Select(p => p.Value));
        Assert.Equal((1, 1), (file.LargeRecords, file.FaultCount));
    }

    [Fact]
    public void RightChecksumsAroundNonsenseAreAFault()
    {
        (Points points, LogFile file) = Read(new ForeignLog().Raw(ForeignLog.Frame([0xFF, 0xFF, 0xFF])).Simple("a", 2, 2).ToArray());

        Assert.Single(points.All);
        Assert.Equal(1, file.FaultCount);
    }

    private static (byte[] Bytes, (string Tag, long Step, double Value)[] Values) Log()
    {
        byte[] bytes = new ForeignLog().Version().Start(0)
            .Value(1, new Summary.Types.Value { Tag = "a/x", SimpleValue = 1.5f }, new Summary.Types.Value { Tag = "a/y", SimpleValue = 0 })
            .Tensor("t", 2, new Tensor { Dtype = 1, TensorShape = new Shape(), FloatVal = { 2.5f } })
            .Simple("a/x", 300, -3)
            .Simple("a/y", 400, 7)
            .ToArray();
        return (bytes, [("a/x", 1, 1.5), ("a/y", 1, 0), ("t", 2, 2.5), ("a/x", 300, -3), ("a/y", 400, 7)]);
    }

    private (Points Points, LogFile File) Read(byte[] bytes)
    {
        File.WriteAllBytes(_directory.File(Name), bytes);
        Points points = Points.Read(_directory, out RunData data);
        return (points, data.Files[0]);
    }
}
