using Hamlet;
using Hamlet.Environments;
using Hamlet.Randomness;

namespace HamletProgram;

/// <summary>Places in a row: the agent begins anywhere, and finding the last place is worth 1.</summary>
[Environment("new_world")]
public sealed class NewWorldEpisode(NewWorldOptions options) : IEpisode
{
    private int _place;

    /// <summary>What the agent sees and may do, and why an episode ends; the last reason stands for the step limit.</summary>
    public EnvironmentSpec Spec { get; } = new()
    {
        Name = "new_world",
        Fields = [new ObservationField("place", Offset: 0, Size: options.Length, Low: 0, High: 1, Names: [])],
        Actions = new DiscreteActions(["back", "forth"]),
        EndReasons = ["found", "max_steps"],
        SuccessReasons = ["found"],
        MaxSteps = 4 * options.Length,
    };

    /// <summary>Begins an episode. All chance comes from the stream that is handed in.</summary>
    public void Reset(ref RandomStream random, Span<float> observation, Span<bool> mask)
    {
        _place = random.NextInt32(options.Length - 1);
        observation[_place] = 1;
    }

    /// <summary>Makes one step.</summary>
    public EpisodeStep Step(EpisodeAction action, ref RandomStream random, Span<float> observation, Span<bool> mask)
    {
        _place = Math.Clamp(_place + (action.Choice == 1 ? 1 : -1), 0, options.Length - 1);
        observation[_place] = 1;
        bool found = _place == options.Length - 1;
        return new EpisodeStep(Reward: found ? 1 : 0, Terminated: found);
    }
}
