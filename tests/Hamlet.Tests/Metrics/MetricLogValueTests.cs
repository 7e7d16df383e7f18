using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

public sealed class MetricLogValueTests
{
    private static readonly MetricNames s_meters = new(["energy", "health"]);

    [Fact]
    public void EveryKindOfFieldArrivesAsItWasLogged()
    {
        Recorded entry = LogOne(new EveryKindMetrics
        {
            Step = 1L << 40,
            Episode = 7,
            Agent = 0,
            Single = 1.5f,
            Double = 0.1,
            SByte = -128,
            UInt16 = 65535,
            Int32 = int.MinValue,
            Int64 = long.MaxValue,
            UInt64 = 12,
            Boolean = true,
            Day = DayOfWeek.Friday,
            OptionalSingle = 2.5f,
            OptionalDouble = -2.5,
            OptionalInt64 = -3,
            OptionalBoolean = false,
            OptionalDay = DayOfWeek.Sunday,
            Histogram = new float[] { 1, -2, 3 },
            Text = "naïve 山 🎲\n\"x\"",
            Image = new MetricImage(2, 1, 3, new byte[] { 1, 2, 3, 4, 5, 255 }),
            Map = new MetricMap(s_meters, new float[] { 0.25f, 0.5f }),
        });

        Assert.Equal("every_kind", entry.Record);
        Assert.Equal(new MetricAxes(1L << 40, 7, 0), entry.Axes);
        Assert.Equal(
            "single=3fc00000 double=3fb999999999999a s_byte=-128 u_int16=65535 int32=-2147483648 int64=9223372036854775807 u_int64=12 "
            + "boolean=true day=5 optional_single=40200000 optional_double=c004000000000000 optional_int64=-3 optional_boolean=false "
            + "optional_day=0 histogram=[3f800000,c0000000,40400000] text='naïve 山 🎲\n\"x\"' image=2x1x3:0102030405ff "
            + "map=energy,health:[3e800000,3f000000]",
            entry.Values);
    }

    [Fact]
    public void WhatIsNotThereArrivesAsMissing()
    {
        Recorded entry = LogOne(default(EveryKindMetrics));

        Assert.Equal(
            "single=00000000 double=0000000000000000 s_byte=0 u_int16=0 int32=0 int64=0 u_int64=0 boolean=false day=0 optional_single=- "
            + "optional_double=- optional_int64=- optional_boolean=- optional_day=- histogram=- text=- image=- map=-",
            entry.Values);
    }

    public static TheoryData<uint> SpecialNumbers =>
        [0x7fc00000, 0xffc00001, 0x7f800001, 0x7f800000, 0xff800000, 0x80000000, 0x00000001, 0x807fffff, 0x7f7fffff];

    [Theory]
    [MemberData(nameof(SpecialNumbers))]
    public void SpecialNumbersKeepEveryBit(uint bits)
    {
        float value = BitConverter.UInt32BitsToSingle(bits);
        double wide = BitConverter.UInt64BitsToDouble(((ulong)bits << 32) | 1);
        Recorded entry = LogOne(new EveryKindMetrics
        {
            Single = value,
            Double = wide,
            OptionalSingle = value,
            OptionalDouble = wide,
            Histogram = new[] { value },
            Map = new MetricMap(s_meters, new[] { value, 1 }),
        });

        string single = bits.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith($"single={single} double={single}00000001 ", entry.Values, StringComparison.Ordinal);
        Assert.Contains($"optional_single={single} optional_double={single}00000001 ", entry.Values, StringComparison.Ordinal);
        Assert.Contains($"histogram=[{single}] ", entry.Values, StringComparison.Ordinal);
        Assert.EndsWith($"map=energy,health:[{single},3f800000]", entry.Values, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnsignedNumberBeyondTheSignedOnesIsTheGreatestOfThem() => Assert.Contains(
        "u_int64=9223372036854775807 ", LogOne(new EveryKindMetrics { UInt64 = ulong.MaxValue }).Values, StringComparison.Ordinal);

    [Fact]
    public void ALoneSurrogateBecomesTheReplacementCharacter() => Assert.Contains(
        "text='a\ufffdb'", LogOne(new EveryKindMetrics { Text = "a\ud800b" }).Values, StringComparison.Ordinal);

    [Fact]
    public void AnEmptyTextIsNotAMissingOne() =>
        Assert.Contains("text='' ", LogOne(new EveryKindMetrics { Text = "" }).Values, StringComparison.Ordinal);

    [Fact]
    public void PayloadsAreCopiedBeforeLogReturns()
    {
        var sink = new TestSink();
        using var log = new MetricLog([new NamedSink("test", sink)]);
        float[] values = [1];
        log.Log(new EveryKindMetrics { Histogram = values });
        values[0] = 2;
        log.Flush();

        Assert.Contains("histogram=[3f800000]", Assert.Single(sink.Entries).Values, StringComparison.Ordinal);
    }

    [Fact]
    public void AWrongPayloadIsRefusedAtTheCallAndLeavesNothingBehind()
    {
        var sink = new TestSink();
        using var log = new MetricLog([new NamedSink("test", sink)]);

        Assert.Throws<ArgumentException>(() => log.Log(new EveryKindMetrics { Map = new MetricMap(s_meters, new float[1]) }));
        Assert.Throws<ArgumentException>(() => log.Log(new EveryKindMetrics { Image = new MetricImage(2, 2, 1, new byte[3]) }));
        Assert.Throws<ArgumentException>(() => log.Log(new EveryKindMetrics { Image = new MetricImage(-2, -2, 1, new byte[4]) }));
        Assert.Throws<ArgumentException>(() => log.Log(new EveryKindMetrics { Image = new MetricImage(65536, 65536, 1, default) }));
        Assert.Contains(
            "1 (gray), 3 (RGB) or 4 (RGBA) bytes a pixel, and not 2",
            Assert.Throws<ArgumentException>(() => log.Log(new EveryKindMetrics { Image = new MetricImage(1, 1, 2, new byte[2]) })).Message,
            StringComparison.Ordinal);
        Assert.Equal(0, log.NextSequence);

        log.Log(new LossMetrics(1, 1));
        log.Flush();
        Assert.Equal("loss", Assert.Single(sink.Entries).Record);
    }

    [Fact]
    public void ARecordThatMiscountsItsBytesIsRefused()
    {
        using var log = new MetricLog([new NamedSink("test", new TestSink())]);

        Assert.Throws<InvalidOperationException>(() => log.Log(new Miscounting(8)));
        Assert.ThrowsAny<ArgumentException>(() => log.Log(new Miscounting(2)));
        Assert.ThrowsAny<Exception>(() => log.Log(new Miscounting(-40)));
        Assert.Equal(0, log.NextSequence);
    }

    private static Recorded LogOne<TRecord>(in TRecord record)
        where TRecord : struct, IMetricRecord<TRecord>
    {
        var sink = new TestSink();
        using (var log = new MetricLog([new NamedSink("test", sink)]))
        {
            log.Log(in record);
        }

        return Assert.Single(sink.Entries);
    }

    /// <summary>Writes four bytes, whatever it says.</summary>
    private readonly record struct Miscounting(int Size) : IMetricRecord<Miscounting>
    {
        private static readonly MetricSchema<Miscounting> s_schema = new("miscounting", [], []) { Axis = MetricAxis.Step };

        public static MetricSchema<Miscounting> Schema => s_schema;

        public MetricAxes Axes => new(0);

        public int EncodedSize => Size;

        public void Encode(ref MetricEncoder encoder) => encoder.Write(1);

        public static void Visit<TWriter>(ref MetricDecoder decoder, ref TWriter writer)
            where TWriter : IMetricWriter => Assert.Fail("It was never logged.");
    }
}
