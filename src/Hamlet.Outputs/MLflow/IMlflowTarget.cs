using Hamlet.State;

namespace Hamlet.Outputs.MLflow;

/// <summary>Where runs are written: the file store, or a file of what a server is to get.</summary>
internal interface IMlflowTarget : IDisposable
{
    /// <summary>The runs, in the order in which they began.</summary>
    IReadOnlyList<IMlflowRun> Runs { get; }

    /// <summary>What a resume skips: records up to this step are written from before it; -1 for none.</summary>
    long SkipTo { get; }

    /// <summary>Begins a run.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tags">Its first tags.</param>
    void Begin(string name, IReadOnlyList<(string Key, string Value)> tags);

    /// <summary>All points of a step are there.</summary>
    void EndStep(long step);

    /// <summary>Makes everything but the step at hand readable.</summary>
    void Flush();

    /// <summary>Writes everything to the device and notes how far the runs are written.</summary>
    void SaveState(StateWriter writer);
}
