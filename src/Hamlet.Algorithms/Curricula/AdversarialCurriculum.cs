using Hamlet.Configuration;
using Hamlet.State;

namespace Hamlet.Curricula;

/// <summary>
/// The original Hamlet's curriculum: the world becomes harder when the agent lives long, does not get worse and knows what it wants, and easier
/// again when it dies early and does not get better.
/// </summary>
/// <remarks>
/// It differs from the original where that could not work: an episode counts whole and at the stage that it was played at; progress is
/// measured between the halves of a window rather than against a baseline that the next stage makes meaningless; falling back takes an early
/// death <em>and</em> no progress, since with either alone noise would throw a learning agent back; a steady agent may advance, since one
/// that always reaches the limit makes no progress any more.
/// </remarks>
[Curriculum("adversarial")]
public sealed class AdversarialCurriculum : ICurriculum
{
    private readonly AdversarialOptions _options;
    private readonly CurriculumContext _context;
    private readonly StageWindow _window;
    private readonly int _maxSteps;
    private long _steps;
    private long _lastLogged = -1;

    /// <summary>Begins at the start stage.</summary>
    /// <exception cref="ConfigException">The environment knows no difficulty or no step limit, or the options do not fit together.</exception>
    public AdversarialCurriculum(AdversarialOptions options, CurriculumContext context)
    {
        ConfigException.ThrowIfAny(Problems(options, context));
        _options = options;
        _context = context;
        _maxSteps = context.Environment.MaxSteps!.Value;
        _window = new StageWindow(options.Window);
        Stage = options.StartStage;
    }

    /// <inheritdoc/>
    public int Stage { get; private set; }

    /// <inheritdoc/>
    public void OnEpisodeEnd(in CurriculumEpisode episode)
    {
        if (episode.Stage != Stage)
        {
            // It began before the stage changed.
            return;
        }

        _steps += episode.Length;
        _window.Add(episode);
        double survival = _window.MeanLength / _maxSteps;
        double progress = _window.Progress;
        Log(episode, survival, progress);
        if (!_window.IsFull || _steps < _options.MinSteps)
        {
            return;
        }

        if (Stage > 1 && survival < _options.RetreatThreshold && progress <= _options.ProgressTolerance)
        {
            Change(Stage - 1, "retreat", episode, survival, progress);
        }
        else if (Stage < _context.Stages && survival >= _options.AdvanceThreshold && progress >= -_options.ProgressTolerance
            && (episode.Entropy ?? 0) <= _options.EntropyGate)
        {
            Change(Stage + 1, "advance", episode, survival, progress);
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("stage", Stage);
        writer.Write("steps", _steps);
        writer.Write("last_logged", _lastLogged);
        writer.Write("window", _window);
    }

    /// <inheritdoc/>
    /// <exception cref="StateException">The environment has no such stage.</exception>
    public void LoadState(StateReader reader)
    {
        long stage = reader.ReadInt64("stage");
        if (stage < 1 || stage > _context.Stages)
        {
            throw new StateException($"The curriculum is at stage {stage}, the world has the stages 1 to {_context.Stages}.");
        }

        Stage = (int)stage;
        _steps = reader.ReadInt64("steps");
        _lastLogged = reader.ReadInt64("last_logged");
        reader.Read("window", _window);
    }

    private static IEnumerable<ConfigError> Problems(AdversarialOptions options, CurriculumContext context)
    {
        string name = context.Environment.Name;
        if (context.Stages < 2)
        {
            yield return new ConfigError(
                options.Span, $"the adversarial curriculum changes how hard the world is, and '{name}' has no stages: use 'type: none'");
        }

        if (context.Environment.MaxSteps is null)
        {
            yield return new ConfigError(
                options.Span, $"the adversarial curriculum measures episodes by the step limit, and '{name}' has none: set 'max_steps' of the environment");
        }

        if (context.Stages >= 2 && options.StartStage > context.Stages)
        {
            yield return new ConfigError(options.Span, $"'start_stage' is {options.StartStage}, '{name}' has the stages 1 to {context.Stages}");
        }

        if (!(options.RetreatThreshold < options.AdvanceThreshold))
        {
            yield return new ConfigError(options.Span, FormattableString.Invariant(
                $"'retreat_threshold' is {options.RetreatThreshold}, which is not less than 'advance_threshold', {options.AdvanceThreshold}"));
        }
    }

    private void Log(in CurriculumEpisode episode, double survival, double progress)
    {
        // Several rows may end in one step, and steps rise strictly within a tag.
        if (episode.Step > _lastLogged)
        {
            _lastLogged = episode.Step;
            _context.Metrics.Log(new CurriculumMetrics
            {
                Step = episode.Step, Agent = _context.Agent, SurvivalRate = survival, LearningProgress = progress, Entropy = episode.Entropy,
            });
        }
    }

    private void Change(int stage, string why, in CurriculumEpisode episode, double survival, double progress)
    {
        _context.Metrics.Log(new CurriculumTransitionMetrics
        {
            Step = episode.Step,
            Agent = _context.Agent,
            FromStage = Stage,
            ToStage = stage,
            Transition = FormattableString.Invariant(
                $"{why} from stage {Stage} to {stage}: survival rate {survival:F3}, learning progress {progress:F3}, entropy {episode.Entropy ?? double.NaN:F3}, {_steps} steps at the stage"),
        });
        Stage = stage;
        _steps = 0;
        _window.Clear();
    }
}
