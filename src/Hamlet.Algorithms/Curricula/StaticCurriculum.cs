using Hamlet.Configuration;
using Hamlet.State;

namespace Hamlet.Curricula;

/// <summary>Stays at one stage.</summary>
[Curriculum("static")]
public sealed class StaticCurriculum : ICurriculum
{
    /// <summary>Makes it.</summary>
    /// <exception cref="ConfigException">The environment has no such stage.</exception>
    public StaticCurriculum(StaticOptions options, CurriculumContext context)
    {
        if (options.Stage > context.Stages)
        {
            throw new ConfigException(
                options.Span, $"'stage' is {options.Stage}, '{context.Environment.Name}' has the stages 1 to {context.Stages}");
        }

        Stage = options.Stage ?? context.Stages;
    }

    /// <inheritdoc/>
    public int Stage { get; }

    /// <summary>Changes nothing.</summary>
    public void OnEpisodeEnd(in CurriculumEpisode episode)
    {
    }

    /// <summary>There is nothing to save.</summary>
    public void SaveState(StateWriter writer)
    {
    }

    /// <summary>There is nothing to load.</summary>
    public void LoadState(StateReader reader)
    {
    }
}
