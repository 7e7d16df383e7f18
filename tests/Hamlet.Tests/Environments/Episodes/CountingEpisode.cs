using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Environments.Episodes;

/// <summary>
/// Sees how many steps it has lived and a number that was drawn in the beginning. Action 0 goes on, action 1 ends it, which is allowed from
/// the second step on.
/// </summary>
internal class CountingEpisode : IEpisode
{
    protected int Step { get; set; }

    protected float Drawn { get; set; }

    public EnvironmentSpec Spec { get; init; } = new()
    {
        Name = "counting",
        Fields = [new ObservationField("steps", 0, 1, 0, 100, []), new ObservationField("drawn", 1, 1, 0, 1, [])],
        Actions = new DiscreteActions(["on", "end"]),
        EndReasons = ["bored", "ended", "max_steps"],
        MaxSteps = 5,
        HasMasks = true,
    };

    public void Reset(ref RandomStream random, Span<float> observation, Span<bool> mask)
    {
        Assert.Equal([0, 0], observation);
        Assert.Equal([true, true], mask);
        Step = 0;
        Drawn = random.NextSingle();
        observation[1] = Drawn;
        mask[1] = false;
    }

    EpisodeStep IEpisode.Step(EpisodeAction action, ref RandomStream random, Span<float> observation, Span<bool> mask)
    {
        Assert.Equal([0, 0], observation);
        Assert.Equal([true, true], mask);
        observation[0] = ++Step;
        observation[1] = Drawn;
        return new EpisodeStep(10 * Step, Terminated: action.Choice == 1, EndReason: 1);
    }
}

/// <summary>The same, which saves its state.</summary>
internal sealed class SavedCountingEpisode : CountingEpisode, IStateful
{
    public void SaveState(StateWriter writer)
    {
        writer.Write("step", Step);
        writer.Write("drawn", Drawn);
    }

    public void LoadState(StateReader reader)
    {
        Step = (int)reader.ReadInt64("step");
        Drawn = (float)reader.ReadDouble("drawn");
    }
}
