using Hamlet.Analysis.Reading;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Analysis.Support;

/// <summary>Keeps every scalar that a reader finds.</summary>
internal sealed class Points : IScalarVisitor
{
    public List<(string Tag, long Step, double Value)> All { get; } = [];

    public void Reset() => All.Clear();

    public void Visit(RunTag tag, long step, double wallTime, double value) => All.Add((tag.Name, step, value));

    /// <summary>The scalars of one tag.</summary>
    public (long Step, double Value)[] Of(string tag) => [.. All.Where(p => p.Tag == tag).Select(p => (p.Step, p.Value))];

    public static Points Read(TempDirectory directory) => Read(directory, out _);

    public static Points Read(TempDirectory directory, out RunData data)
    {
        var points = new Points();
        var reader = new RunReader(new RunFolder(".", directory.Path), points);
        reader.Read();
        data = reader.Data;
        return points;
    }
}
