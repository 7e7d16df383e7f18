namespace Hamlet.Generators.Tests.Metrics;

/// <summary>Records that several tests begin from.</summary>
internal static class Samples
{
    /// <summary>A record with a field of each kind.</summary>
    public const string EveryKind = """
        using System;
        using Hamlet;
        using Hamlet.Metrics;

        namespace Sample;

        /// <summary>How an episode <c>ended</c>.</summary>
        internal enum Ending : byte
        {
            Died,
            Survived,
        }

        /// <summary>One finished episode of one agent.</summary>
        [MetricRecord(Axis = MetricAxis.Episode, Clocked = true)]
        internal readonly partial record struct EpisodeMetrics
        {
            /// <summary>Environment steps.</summary>
            [Step] public long Step { get; init; }

            [Episode] public int Episode { get; init; }

            [Agent] public int Agent { get; init; }

            [TagPart] public TagName Phase { get; init; }

            /// <summary>How long the agent lived.</summary>
            [Scalar("{phase}/Survival_Time", Unit = "steps")] public int SurvivalTime { get; init; }

            [Scalar("{phase}/Total_Reward")] public double TotalReward { get; init; }

            /// <summary>The "intrinsic" share; absent where the total is 0.</summary>
            [Scalar("{phase}/Intrinsic_Ratio")] public float? IntrinsicRatio { get; init; }

            [Scalar("{phase}/Ending")] public Ending Ending { get; init; }

            [Scalar("{phase}/Last_Ending")] public Ending? LastEnding { get; init; }

            [Scalar("{phase}/Truncated")] public bool Truncated { get; init; }

            [Histogram("{phase}/Q_Values")] public ReadOnlyMemory<float> QValues { get; init; }

            [Text("{phase}/Reason")] public string? Reason { get; init; }

            [Image("{phase}/Heat_Map")] public MetricImage HeatMap { get; init; }

            [ScalarMap("Meters", Unit = "1")] public MetricMap Meters { get; init; }
        }
        """;

    /// <summary>A record of one number, <c>TinyMetrics</c>, in a namespace.</summary>
    public static string Tiny(string space) => $$"""
        namespace {{space}}
        {
            [Hamlet.MetricRecord]
            internal readonly partial record struct TinyMetrics([Hamlet.Step] long Step, [Hamlet.Scalar("tiny/value")] float Value);
        }
        """;
}
