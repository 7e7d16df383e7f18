namespace Hamlet.Live.Watching;

/// <summary>One agent's first row at one moment, in arrays that are allocated once.</summary>
/// <param name="layout">What there is to copy.</param>
internal sealed class AgentFrame(StageLayout layout)
{
    /// <summary>Episodes that the row has finished.</summary>
    public long Episode { get; set; }

    /// <summary>The steps of its episode.</summary>
    public int EpisodeStep { get; set; }

    /// <summary>The reward of the step.</summary>
    public double Reward { get; set; }

    /// <summary>The rewards of the episode so far.</summary>
    public double Return { get; set; }

    /// <summary>Whether the step ended an episode: then the world is already that of the next.</summary>
    public bool Done { get; set; }

    /// <summary>Episodes that the agent has finished in all its rows.</summary>
    public long Episodes { get; set; }

    /// <summary>The mean return of its last episodes; NaN before the first.</summary>
    public double MeanReturn { get; set; } = double.NaN;

    /// <summary>The mean length of its last episodes; NaN before the first.</summary>
    public double MeanLength { get; set; } = double.NaN;

    /// <summary>Its exploration rate; NaN where there is none.</summary>
    public double Exploration { get; set; } = double.NaN;

    /// <summary>Whether <see cref="Decisions"/> was ever written.</summary>
    public bool HasDecisions { get; set; }

    /// <summary>What it sees.</summary>
    public float[] Observation { get; } = new float[layout.Environment.ObservationSize];

    /// <summary>The choices that it made.</summary>
    public int[] Actions { get; } = new int[layout.Environment.Actions.DiscreteSize];

    /// <summary>The numbers that it chose.</summary>
    public float[] ContinuousActions { get; } = new float[layout.Environment.Actions.ContinuousSize];

    /// <summary>What it may do next.</summary>
    public bool[] Mask { get; } = new bool[layout.Environment.Actions.MaskSize];

    /// <summary>The meters, in their own units.</summary>
    public float[] Meters { get; } = new float[layout.Meters?.MeterNames.Count ?? 0];

    /// <summary>The places of the agent and of the affordances, x and y.</summary>
    public int[] Places { get; } = new int[layout.Scene is { } scene ? 2 * (1 + scene.AffordanceNames.Count) : 0];

    /// <summary>The numbers that it decided by.</summary>
    public float[] Decisions { get; } = new float[layout.Environment.Actions.MaskSize];

    /// <summary>By number of the reason: how many episodes ended so, in all rows, since the watching began.</summary>
    public long[] EndReasons { get; } = new long[layout.Environment.EndReasons.Count];
}
