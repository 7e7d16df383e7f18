using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

/// <summary>A record with a field of every kind.</summary>
[MetricRecord(Axis = MetricAxis.Episode)]
internal readonly partial record struct EveryKindMetrics
{
    [Step] public long Step { get; init; }

    [Episode] public int Episode { get; init; }

    [Agent] public int Agent { get; init; }

    /// <summary>A <c>float</c>.</summary>
    [Scalar("Every/Single", Unit = "steps")] public float Single { get; init; }

    [Scalar("Every/Double")] public double Double { get; init; }

    [Scalar("Every/SByte")] public sbyte SByte { get; init; }

    [Scalar("Every/UInt16")] public ushort UInt16 { get; init; }

    [Scalar("Every/Int32")] public int Int32 { get; init; }

    [Scalar("Every/Int64")] public long Int64 { get; init; }

    [Scalar("Every/UInt64")] public ulong UInt64 { get; init; }

    [Scalar("Every/Boolean")] public bool Boolean { get; init; }

    [Scalar("Every/Day")] public DayOfWeek Day { get; init; }

    [Scalar("Every/Optional_Single")] public float? OptionalSingle { get; init; }

    [Scalar("Every/Optional_Double")] public double? OptionalDouble { get; init; }

    [Scalar("Every/Optional_Int64")] public long? OptionalInt64 { get; init; }

    [Scalar("Every/Optional_Boolean")] public bool? OptionalBoolean { get; init; }

    [Scalar("Every/Optional_Day")] public DayOfWeek? OptionalDay { get; init; }

    [Histogram("Every/Histogram")] public ReadOnlyMemory<float> Histogram { get; init; }

    [Text("Every/Text")] public string? Text { get; init; }

    [Image("Every/Image")] public MetricImage Image { get; init; }

    [ScalarMap("Meters")] public MetricMap Map { get; init; }
}
