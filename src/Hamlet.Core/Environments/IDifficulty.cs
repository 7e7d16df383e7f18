namespace Hamlet.Environments;

/// <summary>
/// What an environment may offer beside <see cref="IEnvironment"/>: stages of difficulty, through which a curriculum acts. An environment
/// begins at its last stage, which is the world as it is and what every evaluation runs at.
/// </summary>
public interface IDifficulty
{
    /// <summary>The number of stages, at least 2.</summary>
    int Stages { get; }

    /// <summary>Sets the stage of some rows, each from its next episode on, so that an episode is of one difficulty.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="stage">From 1, the easiest, to <see cref="Stages"/>.</param>
    void SetStage(int first, int count, int stage);
}
