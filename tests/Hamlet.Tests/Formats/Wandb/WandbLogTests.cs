using Hamlet.Formats.Wandb;
using Hamlet.Tests.Outputs.Support;
using Hamlet.Tests.Outputs.Wandb;

namespace Hamlet.Tests.Formats.Wandb;

public sealed class WandbLogTests : IDisposable
{
    private const int FirstBlock = 32768 - 7;

    private readonly TempDirectory _directory = new();

    private string Path => _directory.File("run-x.wandb");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void AFileOfOneRecordHasTheseBytes()
    {
        using (WandbLogWriter log = WandbLogWriter.Create(Path))
        {
            Add(log, "123456789"u8);
        }

        byte[] expected =
        [
            0x3A, 0x57, 0x26, 0x42, 0xE1, 0xBE, 0x00,
            // CRC-32 over the kind and the digits, length 9, a whole record.
            0xC0, 0x2E, 0xB5, 0x21, 0x09, 0x00, 0x01, .. "123456789"u8,
        ];
        Assert.Equal(expected, File.ReadAllBytes(Path));
    }

    // The first record leaves so many bytes of the first block; the second begins there.
    [Theory]
    [InlineData(0, "1")]
    [InlineData(1, "1")]
    [InlineData(6, "1")]
    [InlineData(7, "2 4")]
    [InlineData(8, "2 4")]
    [InlineData(16, "2 4")]
    [InlineData(17, "1")]
    [InlineData(18, "1")]
    public void ARecordOfTenBytesAtTheEndOfABlock(int left, string kinds)
    {
        byte[] first = Bytes(FirstBlock - 7 - left);
        byte[] second = Bytes(10);
        using (WandbLogWriter log = WandbLogWriter.Create(Path))
        {
            Add(log, first);
            Add(log, second);
        }

        byte[] file = File.ReadAllBytes(Path);
        Assert.Equal([first, second], WandbFile.Payloads(file));
        Assert.Equal(kinds, Kinds(file, left));
        Assert.Equal([first, second], ReadBack());
    }

    [Fact]
    public void ARecordOfMoreThanTwoBlocksIsCutIntoThree()
    {
        byte[] large = Bytes((2 * 32768) + 100);
        using (WandbLogWriter log = WandbLogWriter.Create(Path))
        {
            Add(log, large);
            Add(log, Bytes(3));
        }

        byte[] file = File.ReadAllBytes(Path);
        Assert.Equal([large, Bytes(3)], WandbFile.Payloads(file));
        Assert.Equal((2, 3, 4), (file[7 + 6], file[32768 + 6], file[65536 + 6]));
        Assert.Equal([large, Bytes(3)], ReadBack());
    }

    [Fact]
    public void AFileIsGoneOnWithBehindARecord()
    {
        long length;
        using (WandbLogWriter log = WandbLogWriter.Create(Path))
        {
            Add(log, Bytes(40_000));
            length = log.Length;
            Add(log, Bytes(100));
        }

        using (WandbLogWriter log = WandbLogWriter.Continue(Path, length))
        {
            Add(log, Bytes(30_000));
        }

        Assert.Equal([Bytes(40_000), Bytes(30_000)], WandbFile.Payloads(File.ReadAllBytes(Path)));
    }

    [Fact]
    public void AReaderSeesWhatIsWholeAndNoMore()
    {
        using WandbLogWriter log = WandbLogWriter.Create(Path);
        log.Flush();
        using var reader = new WandbLogReader(Path);
        Assert.False(reader.TryRead(out _));

        Add(log, Bytes(50_000));
        Assert.False(reader.TryRead(out _));
        log.Flush();
        byte[] file = File.ReadAllBytes(Path);
        File.WriteAllBytes(Path + "2", file[..^1]);
        using var torn = new WandbLogReader(Path + "2");

        Assert.True(reader.TryRead(out ReadOnlySpan<byte> record));
        Assert.Equal(Bytes(50_000), record.ToArray());
        Assert.Equal(log.Length, reader.Position);
        Assert.False(torn.TryRead(out _));
        Assert.Equal(7, torn.Position);
    }

    [Fact]
    public void ADamagedRecordIsSaid()
    {
        using (WandbLogWriter log = WandbLogWriter.Create(Path))
        {
            Add(log, Bytes(100));
        }

        byte[] file = File.ReadAllBytes(Path);
        file[50] ^= 1;
        File.WriteAllBytes(Path, file);
        using var reader = new WandbLogReader(Path);

        Assert.Throws<InvalidDataException>(() => reader.TryRead(out _));
    }

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(static i => (byte)((i * 7) + 1))];

    private static void Add(WandbLogWriter log, ReadOnlySpan<byte> record)
    {
        record.CopyTo(log.Begin().Claim(record.Length));
        log.End();
    }

    private static string Kinds(byte[] file, int left)
    {
        int at = left < 7 ? 32768 : 32768 - left;
        List<int> kinds = [];
        while (at < file.Length)
        {
            kinds.Add(file[at + 6]);
            at += 7 + file[at + 4] + (256 * file[at + 5]);
        }

        return string.Join(' ', kinds);
    }

    private List<byte[]> ReadBack()
    {
        using var reader = new WandbLogReader(Path);
        List<byte[]> records = [];
        while (reader.TryRead(out ReadOnlySpan<byte> record))
        {
            records.Add(record.ToArray());
        }

        return records;
    }
}
