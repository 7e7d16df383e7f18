namespace Hamlet.Outputs.MLflow;

/// <summary>A metric of a run on a server: its points wait with those of the run's other metrics.</summary>
internal sealed class SpoolSeries(SpoolRun run, byte[] key) : MlflowSeries
{
    /// <inheritdoc/>
    public override void Add(long timestamp, ReadOnlySpan<byte> value, long step) => run.Add(key, timestamp, value, step);
}
