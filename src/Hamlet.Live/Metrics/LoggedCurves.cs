using Hamlet.Analysis.Reading;

namespace Hamlet.Live.Metrics;

/// <summary>The curves of a run that is over, from its event files.</summary>
/// <param name="curves">Where they go.</param>
internal sealed class LoggedCurves(LiveCurves curves) : IScalarVisitor
{
    /// <summary>Reads them; where there is no event file, there are none.</summary>
    /// <param name="run">The run's directory.</param>
    /// <param name="curves">Where they go.</param>
    public static void Read(string run, LiveCurves curves)
    {
        lock (curves.Lock)
        {
            new RunReader(new RunFolder(".", run), new LoggedCurves(curves)).Read();
            // They are history, of which everybody is told when he comes.
            foreach (LiveCurve curve in curves.All)
            {
                curve.IsNew = false;
            }
        }
    }

    /// <inheritdoc/>
    public void Reset() => curves.Clear();

    /// <inheritdoc/>
    public void Visit(RunTag tag, long step, double wallTime, double value) =>
        curves.Of(tag.Name, TagAxis.IsEpisode(tag.Name)).Add(new CurvePlace(step, wallTime), value);
}
