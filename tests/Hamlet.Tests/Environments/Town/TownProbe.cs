using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Environments.Town;

/// <summary>One row of a town, one action at a time, with everything in reach by name.</summary>
internal sealed class TownProbe
{
    public const int Up = 0;
    public const int Down = 1;
    public const int Left = 2;
    public const int Right = 3;
    public const int Interact = 4;
    public const int Wait = 5;

    private readonly TownEnvironment _environment;
    private readonly EnvironmentBatch _batch;

    public TownProbe(TownOptions options, ulong seed = 1, int? maxSteps = null)
    {
        var context = new EnvironmentContext { Rows = 1, Streams = new RandomStreams(seed), MaxSteps = maxSteps };
        _environment = new TownEnvironment(options, context);
        _batch = new EnvironmentBatch(_environment.Spec, 1);
        Reset();
    }

    public TownProbe(TownWorld world, string? level = null, ulong seed = 1, int? maxSteps = null)
        : this(new TownOptions { World = world, Level = level }, seed, maxSteps)
    {
    }

    public EnvironmentSpec Spec => _environment.Spec;

    public ReadOnlySpan<float> Observation => _batch.All.Observations;

    public ReadOnlySpan<float> FinalObservation => _batch.All.FinalObservations;

    public ReadOnlySpan<bool> Mask => _batch.All.Masks;

    public ReadOnlySpan<bool> FinalMask => _batch.All.FinalMasks;

    public float Reward => _batch.All.Rewards[0];

    public bool Terminated => _batch.All.Terminated[0];

    public bool Truncated => _batch.All.Truncated[0];

    public bool Ended => Terminated || Truncated;

    public string EndReason => Spec.EndReasons[_batch.All.EndReasons[0]];

    public int X => Array<int>("x")[0];

    public int Y => Array<int>("y")[0];

    /// <summary>The sums of the parts of the reward over the episode that ended last, by name.</summary>
    public Dictionary<string, float> RewardParts => _environment.RewardPartNames.Zip(_environment.RewardParts(0).ToArray()).ToDictionary(static p => p.First, static p => p.Second);

    public void Reset() => _environment.Reset(_batch.All);

    public TownProbe Do(params ReadOnlySpan<int> actions)
    {
        foreach (int action in actions)
        {
            _batch.All.Actions[0] = action;
            _environment.Step(_batch.All);
        }

        return this;
    }

    /// <summary>A meter in its own units.</summary>
    public float Meter(string name) => Array<float>("meters")[IndexOf("meters", name)];

    /// <summary>The values of a field of the observation.</summary>
    public ReadOnlySpan<float> Field(string name)
    {
        ObservationField field = FieldOf(name);
        return Observation.Slice(field.Offset, field.Size);
    }

    /// <summary>One named value of a field of the observation.</summary>
    public float Field(string name, string value) => Field(name)[IndexOf(name, value)];

    /// <summary>Steps until the episode ends; the number of steps.</summary>
    public int LiveWith(Func<int, int> action)
    {
        for (int step = 0; ; step++)
        {
            Do(action(step));
            if (Ended)
            {
                return step + 1;
            }
        }
    }

    private ObservationField FieldOf(string name) => Spec.Fields.Single(f => f.Name == name);

    private int IndexOf(string field, string value) => FieldOf(field).Names.ToList().IndexOf(value);

    private T[] Array<T>(string name) => (T[])StateTree.Save(_environment).Values[name];
}
