namespace Hamlet.Outputs.MLflow;

/// <summary>The points of one metric of one run.</summary>
internal abstract class MlflowSeries
{
    /// <summary>Adds a point.</summary>
    /// <param name="timestamp">Milliseconds since 1970.</param>
    /// <param name="value">The number as text; <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> are some.</param>
    /// <param name="step">The step or episode.</param>
    public abstract void Add(long timestamp, ReadOnlySpan<byte> value, long step);
}
