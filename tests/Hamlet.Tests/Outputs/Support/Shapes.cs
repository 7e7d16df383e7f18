using Hamlet.Metrics;

namespace Hamlet.Tests.Outputs.Support;

/// <summary>The records of these tests.</summary>
internal static class Shapes
{
    private static MetricField Scalar(
        int index, string name, string column, string tag, MetricType type = MetricType.Single, bool optional = false) =>
        new() { Index = index, Name = name, Column = column, Tag = tag, Kind = MetricKind.Scalar, Type = type, Optional = optional };

    private static MetricField Field(int index, string name, string column, string tag, MetricKind kind) =>
        new() { Index = index, Name = name, Column = column, Tag = tag, Kind = kind };

    /// <summary>One number over steps.</summary>
    internal sealed class One : IRecordShape
    {
        public static string Name => "one";

        public static MetricField[] Fields { get; } = [Scalar(0, "Value", "value", "One/Value")];
    }

    /// <summary>Two numbers over episodes; the second is not always there.</summary>
    internal sealed class Episode : IRecordShape
    {
        public static string Name => "episode";

        public static MetricAxis Axis => MetricAxis.Episode;

        public static MetricField[] Fields { get; } =
        [
            Scalar(0, "TotalReward", "total_reward", "Episode/Total_Reward"),
            Scalar(1, "Ratio", "ratio", "Episode/Ratio", optional: true),
        ];
    }

    /// <summary>Every kind of field.</summary>
    internal sealed class Everything : IRecordShape
    {
        public static string Name => "everything";

        public static MetricField[] Fields { get; } =
        [
            Scalar(0, "Single", "single", "All/Single"),
            Scalar(1, "Double", "double", "All/Double", MetricType.Double),
            Scalar(2, "Integer", "integer", "All/Integer", MetricType.Integer),
            Scalar(3, "Flag", "flag", "All/Flag", MetricType.Boolean),
            Field(4, "Note", "note", "All/Note", MetricKind.Text),
            Field(5, "Spread", "spread", "All/Spread", MetricKind.Histogram),
            Field(6, "Picture", "picture", "All/Picture", MetricKind.Image),
            Field(7, "Meters", "meters", "Meters", MetricKind.ScalarMap),
        ];
    }

    /// <summary>Tags with two run-time parts.</summary>
    internal sealed class Parts : IRecordShape
    {
        public static string Name => "evaluation";

        public static string[] TagParts => ["name", "taskId"];

        public static MetricField[] Fields { get; } =
        [
            Scalar(0, "MeanReturn", "mean_return", "eval/{name}/{taskId}/mean_return"),
            Field(1, "Scores", "scores", "eval/{name}", MetricKind.ScalarMap),
        ];
    }

    /// <summary>A record that depends on the clock.</summary>
    internal sealed class Clocked : IRecordShape
    {
        public static string Name => "performance";

        static bool IRecordShape.Clocked => true;

        public static MetricField[] Fields { get; } = [Scalar(0, "Fps", "fps", "performance/fps")];
    }

    /// <summary>Names that stand in the way: of the database's own tables and columns, and with quotes.</summary>
    internal sealed class Hostile : IRecordShape
    {
        public static string Name => "metrics";

        public static string[] TagParts => ["step"];

        public static MetricField[] Fields { get; } =
        [
            Scalar(0, "A", "Sequence", "a'); DROP TABLE runs; --/{step}"),
            Scalar(1, "B", "x\"; DROP TABLE runs; --", "quote\"'`[]"),
            Scalar(2, "C", "X\"; drop table runs; --", "zero\0byte"),
        ];
    }

    /// <summary>Another record of the same name as <see cref="One"/>, as two namespaces may have.</summary>
    internal sealed class SameName : IRecordShape
    {
        public static string Name => "One";

        public static MetricField[] Fields { get; } = [Scalar(0, "Other", "other", "Other/Value")];
    }

    /// <summary>A third one, with the columns of <see cref="One"/>.</summary>
    internal sealed class SameColumns : IRecordShape
    {
        public static string Name => One.Name;

        public static MetricField[] Fields { get; } = One.Fields;
    }

    /// <summary>A record with very many columns, one type for each mark.</summary>
    internal sealed class Wide<TMark> : IRecordShape
    {
        public static string Name => "wide_" + typeof(TMark).Name;

        public static MetricField[] Fields { get; } =
            [.. Enumerable.Range(0, 300).Select(i => Scalar(i, $"F{i}", $"f{i}", $"{typeof(TMark).Name}/F{i}", MetricType.Integer))];
    }
}
