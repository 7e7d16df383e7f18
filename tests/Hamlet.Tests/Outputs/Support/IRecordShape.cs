using Hamlet.Metrics;

namespace Hamlet.Tests.Outputs.Support;

/// <summary>What a test's record looks like.</summary>
internal interface IRecordShape
{
    static abstract string Name { get; }

    static abstract MetricField[] Fields { get; }

    static virtual string[] TagParts => [];

    static virtual MetricAxis Axis => MetricAxis.Step;

    static virtual bool Clocked => false;
}
