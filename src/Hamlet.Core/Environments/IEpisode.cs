using Hamlet.Randomness;

namespace Hamlet.Environments;

/// <summary>
/// The simple way to write an environment: one episode at a time, and no more than the world's own rules. Marked
/// <c>[Environment("name")]</c> it is a plugin like any other; <see cref="EpisodeEnvironment"/> adds rows, random streams, the step limit and
/// autoreset. Each row has an object of its own, which is used for one episode after the other.
/// </summary>
/// <remarks>
/// Implement <see cref="State.IStateful"/> too and a continued run goes on in the middle of an episode; without it, the episodes that were
/// under way are cut off when a run continues. Draw from the stream that is handed in and from nothing else.
/// Rows may be stepped by different threads at once, so what changes belongs into the object and not into static fields.
/// </remarks>
public interface IEpisode
{
    /// <summary>
    /// What it is like, the same for its whole life. <see cref="EnvironmentSpec.MaxSteps"/> is the step limit that the framework keeps, and
    /// the last of <see cref="EnvironmentSpec.EndReasons"/> stands for it.
    /// </summary>
    EnvironmentSpec Spec { get; }

    /// <summary>Begins a new episode.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="observation">Receives what the agent sees; all zero when handed in.</param>
    /// <param name="mask">Receives which actions are allowed; all true when handed in.</param>
    void Reset(ref RandomStream random, Span<float> observation, Span<bool> mask);

    /// <summary>Makes one step of the episode.</summary>
    /// <param name="action">What the agent does.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="observation">Receives what the agent sees then, also after the last step; all zero when handed in.</param>
    /// <param name="mask">Receives which actions are allowed then; all true when handed in.</param>
    EpisodeStep Step(EpisodeAction action, ref RandomStream random, Span<float> observation, Span<bool> mask);
}
