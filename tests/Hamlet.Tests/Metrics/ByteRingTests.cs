using System.Reflection;
using Hamlet.Metrics;
using Hamlet.Randomness;

namespace Hamlet.Tests.Metrics;

public sealed unsafe class ByteRingTests
{
    private const int Capacity = 1024;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(40)]
    public void AnEntryGoesWholeToTheStartWhereItDoesNotFitAtTheEnd(int left)
    {
        var ring = new ByteRing(Capacity);
        int first = (Capacity - left) / 2 & ~7;
        int second = Capacity - left - first;
        Assert.True(TryWrite(ring, first, 1));
        Assert.True(TryWrite(ring, second, 2));
        Assert.Equal((first, (byte)1), Read(ring));
        Assert.Equal((second, (byte)2), Read(ring));

        // 32 bytes fit into what is left in the last case only, 48 in none, and both must come back in one piece.
        Assert.True(TryWrite(ring, 32, 3));
        Assert.True(TryWrite(ring, 48, 4));
        Assert.Equal((32, (byte)3), Read(ring));
        Assert.Equal((48, (byte)4), Read(ring));
        Assert.Null(Read(ring));
        Assert.Equal(left < 32 ? Capacity + 32 + 48 : Capacity + 48, ring.Published);
    }

    [Fact]
    public void ARingIsFullToItsLastByteAndNoFurther()
    {
        var ring = new ByteRing(Capacity);
        Assert.True(TryWrite(ring, Capacity / 2, 1));
        Assert.True(TryWrite(ring, Capacity / 2, 2));
        Assert.False(TryWrite(ring, 8, 3));

        Assert.Equal((Capacity / 2, (byte)1), Read(ring));
        Assert.True(TryWrite(ring, Capacity / 2, 4));
        Assert.False(TryWrite(ring, 8, 5));
        Assert.Equal((Capacity / 2, (byte)2), Read(ring));
        Assert.Equal((Capacity / 2, (byte)4), Read(ring));
        Assert.Null(Read(ring));
    }

    [Theory]
    [InlineData(Capacity - 8, 16)]
    [InlineData(Capacity - 64, 96)]
    [InlineData((5 * Capacity) - 8, Capacity / 2)]
    [InlineData(8, Capacity)]
    [InlineData(0, int.MinValue)]
    public void NoPlaceEndsBehindTheMemoryWhateverTwoProducersMadeOfTheLimit(long tail, int length)
    {
        var ring = new ByteRing(Capacity);
        FieldInfo cursors = typeof(ByteRing).GetField("_cursors", BindingFlags.NonPublic | BindingFlags.Instance)!;
        cursors.SetValue(ring, new RingCursors { Tail = tail, Limit = tail + (2 * Capacity) });

        Assert.True(ring.TryClaim(length) is null);
        Assert.False(ring.TryClaim(8) is null);
    }

    [Fact]
    public void TheBytesThatAreSkippedAtTheEndCountAsFull()
    {
        var ring = new ByteRing(Capacity);
        Assert.True(TryWrite(ring, 512, 1));
        Assert.True(TryWrite(ring, 504, 2));
        Assert.Equal((512, (byte)1), Read(ring));

        // Eight bytes are left at the end and 512 at the start: an entry of 512 fits, though only by skipping the eight.
        Assert.True(TryWrite(ring, 512, 3));
        Assert.False(TryWrite(ring, 8, 4));
        Assert.Equal((504, (byte)2), Read(ring));
        Assert.Equal((512, (byte)3), Read(ring));
    }

    [Fact]
    public void EveryLengthFitsAnEmptyRingWhereverItBegins()
    {
        for (int offset = 0; offset < Capacity; offset += 8)
        {
            var ring = new ByteRing(Capacity);
            if (offset > 0)
            {
                Assert.True(TryWrite(ring, Math.Min(offset, ring.MaxEntry), 1));
                Assert.NotNull(Read(ring));
                if (offset > ring.MaxEntry)
                {
                    Assert.True(TryWrite(ring, offset - ring.MaxEntry, 1));
                    Assert.NotNull(Read(ring));
                }
            }

            Assert.True(TryWrite(ring, ring.MaxEntry, 2));
            Assert.Equal((ring.MaxEntry, (byte)2), Read(ring));
        }
    }

    [Fact]
    public void ANegativeLengthIsNeverCertain()
    {
        var ring = new ByteRing(Capacity);
        Assert.True(TryWrite(ring, 64, 1));
        Assert.True(ring.TryClaim(-64) is null);
        Assert.True(ring.TryClaim(int.MinValue) is null);
    }

    [Fact]
    public void TheConsumerIsWokenAtHalfAndThenAtEachEighth()
    {
        var ring = new ByteRing(Capacity);
        List<long> woken = [];
        for (int i = 0; i < Capacity / 16; i++)
        {
            byte* entry = ring.TryClaim(16);
            if (entry is null)
            {
                entry = ring.TryClaimSlowly(16, out bool wake);
                Assert.True(entry is not null);
                if (wake)
                {
                    woken.Add(ring.Published + 16);
                }
            }

            Assert.True(ring.TryPublish(entry, 16));
        }

        Assert.Equal([528, 672, 816, 960], woken);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(255)]
    [InlineData(1000)]
    public void ACapacityThatIsNoPowerOfTwoIsRefused(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ByteRing(capacity));

    [Theory]
    [InlineData(256, 1)]
    [InlineData(1024, 2)]
    [InlineData(65536, 3)]
    public void RandomEntriesPassBetweenTwoThreadsInOrderAndWhole(int capacity, int seed)
    {
        const int Count = 200_000;
        var ring = new ByteRing(capacity);
        string? error = null;
        var reader = new Thread(() => error = ReadAll(ring, seed, Count));
        reader.Start();

        var random = new RandomStream((ulong)seed);
        for (int i = 0; i < Count; i++)
        {
            int length = NextLength(ref random, ring.MaxEntry);
            while (!TryWrite(ring, length, (byte)i) && reader.IsAlive)
            {
                Thread.Yield();
            }
        }

        reader.Join();
        Assert.Null(error);
    }

    [Fact]
    public void ASecondProducerIsFoundOut()
    {
        var ring = new ByteRing(Capacity);
        Assert.True(TryWrite(ring, 16, 1)); // The first claim is the slow one.
        byte* mine = ring.TryClaim(16);
        Assert.True(TryWrite(ring, 24, 2));

        Assert.False(ring.TryPublish(mine, 16));
        Assert.Equal((16, (byte)1), Read(ring));
        Assert.Equal((24, (byte)2), Read(ring));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-7)]
    [InlineData(25)]
    [InlineData(int.MaxValue)]
    public void ADamagedLengthIsNotBelieved(int length)
    {
        var ring = new ByteRing(Capacity);
        byte* entry = ring.TryClaimSlowly(24, out _);
        *(int*)entry = length;
        Assert.True(ring.TryPublish(entry, 24));

        Assert.Throws<InvalidDataException>(() => ring.TryPeek(ring.Published, out _));
        ring.Skip(ring.Published);
        Assert.False(ring.TryPeek(ring.Published, out _));
    }

    [Fact]
    public void ADamagedMarkerIsNotBelieved()
    {
        var ring = new ByteRing(Capacity);
        byte* entry = ring.TryClaimSlowly(24, out _);
        *(int*)entry = -1;
        Assert.True(ring.TryPublish(entry, 24));

        Assert.Throws<InvalidDataException>(() => ring.TryPeek(ring.Published, out _));
    }

    private static string? ReadAll(ByteRing ring, int seed, int count)
    {
        var random = new RandomStream((ulong)seed);
        for (int i = 0; i < count; i++)
        {
            (int, byte)? entry;
            while ((entry = Read(ring)) is null)
            {
                Thread.Yield();
            }

            if (entry != (NextLength(ref random, ring.MaxEntry), (byte)i))
            {
                return $"Entry {i} is {entry}.";
            }
        }

        return null;
    }

    private static int NextLength(ref RandomStream random, int max) => 5 + random.NextInt32(max - 4);

    /// <summary>Writes an entry whose bytes behind the length are all the same.</summary>
    private static bool TryWrite(ByteRing ring, int length, byte value)
    {
        byte* entry = ring.TryClaim(length);
        if (entry is null)
        {
            entry = ring.TryClaimSlowly(length, out _);
        }

        if (entry is null)
        {
            return false;
        }

        *(int*)entry = length;
        new Span<byte>(entry + 4, length - 4).Fill(value);
        return ring.TryPublish(entry, length);
    }

    /// <summary>Reads an entry; where its bytes differ, the value is not the first of them.</summary>
    private static (int Length, byte Value)? Read(ByteRing ring)
    {
        if (!ring.TryPeek(ring.Published, out ReadOnlySpan<byte> entry))
        {
            return null;
        }

        ReadOnlySpan<byte> bytes = entry[4..];
        byte value = bytes[0];
        (int, byte) read = (entry.Length, bytes.IndexOfAnyExcept(value) < 0 ? value : (byte)(value + 1));
        ring.Release(entry.Length);
        return read;
    }
}
