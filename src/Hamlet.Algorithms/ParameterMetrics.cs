using Hamlet.Metrics;

namespace Hamlet.Algorithms;

/// <summary>How the values of one parameter of an agent's network are distributed.</summary>
[MetricRecord("network_parameters")]
public readonly partial record struct ParameterMetrics
{
    /// <summary>The environment step.</summary>
    [Step]
    public required long Step { get; init; }

    /// <summary>The agent.</summary>
    [Agent]
    public required int Agent { get; init; }

    /// <summary>The parameter's name, with slashes for its dots: <c>trunk/0/weight</c>.</summary>
    [TagPart]
    public required TagName Parameter { get; init; }

    /// <summary>Its values; none where <c>log_histograms</c> is off.</summary>
    [Histogram("Weights/{parameter}")]
    public ReadOnlyMemory<float> Weights { get; init; }

    /// <summary>Its gradient in the last update; none where <c>log_gradients</c> is off.</summary>
    [Histogram("Gradients/{parameter}")]
    public ReadOnlyMemory<float> Gradients { get; init; }
}
