using Hamlet.Configuration;

namespace Hamlet.Tests.Configuration;

internal enum Gait
{
    Walk,
    RunFast,
}

/// <summary>What every sample has.</summary>
internal abstract record SampleBase
{
    /// <summary>Who it is. This stands in its base.</summary>
    public required string Name { get; init; }
}

/// <summary>One option of each type.</summary>
[Options]
internal sealed partial record SampleOptions : SampleBase
{
    public bool Loud { get; init; } = true;

    [Range(1, 100)]
    public int Count { get; init; } = 10;

    public long Steps { get; init; } = 1_000_000;

    public ulong Seed { get; init; } = ulong.MaxValue;

    [Range(0, 1, MinExclusive = true)]
    public float Rate { get; init; } = 1e-3f;

    [Option(Aliases = ["discount"])]
    [Range(0, 1, MaxExclusive = true)]
    public double Gamma { get; init; } = 0.99;

    public Gait Gait { get; init; } = Gait.RunFast;

    [OneOf("min", "max")]
    public string Mode { get; init; } = "max";

    public int? Limit { get; init; }

    public string? Note { get; init; }

    [Range(1, 512)]
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64];

    public IReadOnlyDictionary<string, Gait> Gaits { get; init; } = new Dictionary<string, Gait>();

    public SamplePart Part { get; init; } = new();

    public SamplePart? Spare { get; init; }

    [Option(FromFile = true)]
    public SamplePart Filed { get; init; } = new();

    public ConfigSpan Place { get; init; }
}

[Options]
internal sealed partial record SamplePart
{
    [Range(0, 9)]
    public int Size { get; init; } = 3;

    /// <summary>A part may hold itself: nothing may be asked of its schema while that is made.</summary>
    public IReadOnlyList<SamplePart> Parts { get; init; } = [];
}

/// <summary>What a host reads from the same map.</summary>
[Options]
internal sealed partial record HostOptions
{
    public string Type { get; init; } = "sample";
}
