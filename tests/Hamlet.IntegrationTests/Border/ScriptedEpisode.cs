using Hamlet.Environments;
using Hamlet.Randomness;

namespace Hamlet.IntegrationTests.Border;

/// <summary>A world of one number whose steps a test writes.</summary>
internal sealed class ScriptedEpisode(EnvironmentSpec spec, ScriptedEpisode.Play play, Action? dispose = null) : IEpisode, IDisposable
{
    private int _step;

    /// <summary>A step: its number within the object's life, what is seen, what is allowed.</summary>
    internal delegate EpisodeStep Play(int step, Span<float> observation, Span<bool> mask);

    /// <summary>A sound description.</summary>
    public static EnvironmentSpec Sound { get; } = new()
    {
        Name = "bad",
        Fields = [new ObservationField("number", 0, 1, 0, 1, [])],
        Actions = new DiscreteActions(["left", "right"]),
        EndReasons = ["over", "max_steps"],
        MaxSteps = 20,
    };

    public EnvironmentSpec Spec => spec;

    public void Reset(ref RandomStream random, Span<float> observation, Span<bool> mask)
    {
    }

    public EpisodeStep Step(EpisodeAction action, ref RandomStream random, Span<float> observation, Span<bool> mask) =>
        play(++_step, observation, mask);

    public void Dispose() => dispose?.Invoke();
}
