using Hamlet.Environments;
using Hamlet.Randomness;

namespace Hamlet.SamplePlugins;

/// <summary>A coin lies with one side up; naming that side is worth 1, the wrong side ends the episode.</summary>
[Environment("coin")]
public sealed class CoinEpisode : IEpisode
{
    private int _side;

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; } = new()
    {
        Name = "coin",
        Fields = [new ObservationField("side", 0, 2, 0, 1, ["heads", "tails"])],
        Actions = new DiscreteActions(["heads", "tails"]),
        EndReasons = ["wrong", "max_steps"],
        MaxSteps = 20,
    };

    /// <inheritdoc/>
    public void Reset(ref RandomStream random, Span<float> observation, Span<bool> mask) => observation[_side = random.NextInt32(2)] = 1;

    /// <inheritdoc/>
    public EpisodeStep Step(EpisodeAction action, ref RandomStream random, Span<float> observation, Span<bool> mask)
    {
        bool right = action.Choice == _side;
        observation[_side = random.NextInt32(2)] = 1;
        return new EpisodeStep(right ? 1 : 0, Terminated: !right);
    }
}
