namespace Hamlet.Metrics;

/// <summary>What an output may implement beside <see cref="IMetricSink"/>, to be given the run's files. Called on the same thread.</summary>
public interface IArtifactSink
{
    /// <summary>Takes a file; an output that needs it later copies it.</summary>
    void WriteArtifact(RunArtifact artifact);
}
