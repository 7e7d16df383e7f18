namespace Hamlet.Outputs.MLflow;

/// <summary>One run of MLflow being written. Names and values are those that MLflow takes.</summary>
internal interface IMlflowRun
{
    /// <summary>The run's identifier.</summary>
    string Id { get; }

    /// <summary>A metric, to which points are added.</summary>
    MlflowSeries Series(string key);

    /// <summary>Writes a parameter, once.</summary>
    void Param(string key, string value);

    /// <summary>Writes a tag, or writes it anew.</summary>
    void Tag(string key, string value);

    /// <summary>Writes a file of the run.</summary>
    void Artifact(string name, ReadOnlySpan<byte> content);

    /// <summary>Copies a file of the run.</summary>
    void Artifact(string name, string path);

    /// <summary>Says how the run stands.</summary>
    void SetStatus(MlflowStatus status);
}
