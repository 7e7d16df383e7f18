using Hamlet.Configuration;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>
/// Many rows of an <see cref="IEpisode"/>: an object and a random stream for each, the step limit, autoreset, final observations and masks.
/// The generated registration puts it around a plugin that is an <see cref="IEpisode"/>.
/// </summary>
/// <remarks>
/// If episodes do not save their state, those that were under way when it was saved end with the first step after it is loaded: that step
/// does nothing, is worth nothing and is truncated, so that no transition leads from one episode into another.
/// </remarks>
public sealed class EpisodeEnvironment : IEnvironment
{
    private readonly IEpisode[] _episodes;
    private readonly RandomStream[] _streams;
    private readonly int[] _steps;
    private readonly bool[] _cut;
    private readonly int _maxSteps;
    private readonly int _limit;

    /// <summary>Makes the rows.</summary>
    /// <param name="create">Makes an episode object, all alike; called once a row.</param>
    /// <param name="context">Rows, streams and the step limit; without one, that of the episodes.</param>
    public EpisodeEnvironment(Func<IEpisode> create, EnvironmentContext context)
    {
        Rows = context.Rows;
        _episodes = new IEpisode[Rows];
        _streams = new RandomStream[Rows];
        _steps = new int[Rows];
        _cut = new bool[Rows];
        for (int row = 0; row < Rows; row++)
        {
            _episodes[row] = create();
            _streams[row] = context.Streams.Create("episode", row);
        }

        EnvironmentSpec spec = _episodes[0].Spec ?? throw new InvalidOperationException("its Spec is null");
        bool saves = _episodes[0] is IStateful;
        Spec = spec with
        {
            MaxSteps = context.MaxSteps ?? spec.MaxSteps,
            Warnings = saves ? spec.Warnings : [.. spec.Warnings ?? [], CannotSave(spec.Name)],
        };
        _maxSteps = Spec.MaxSteps ?? int.MaxValue;
        _limit = (spec.EndReasons?.Count ?? 0) - 1; // Whoever makes the environment is told of a list that is not there.
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public void Reset(EnvironmentRows rows)
    {
        rows.Rewards.Clear();
        rows.Terminated.Clear();
        rows.Truncated.Clear();
        rows.EndReasons.Clear();
        for (int i = 0; i < rows.Count; i++)
        {
            Begin(rows.First + i, rows.Observation(i), rows.Mask(i));
        }
    }

    /// <inheritdoc/>
    public void Step(EnvironmentRows rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            int row = rows.First + i;
            if (_cut[row])
            {
                Cut(rows, i);
            }
            else
            {
                StepRow(rows, i);
            }

            if (rows.Terminated[i] || rows.Truncated[i])
            {
                rows.Observation(i).CopyTo(rows.FinalObservation(i));
                rows.Mask(i).CopyTo(rows.FinalMask(i));
                Begin(row, rows.Observation(i), rows.Mask(i));
            }
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        RandomStream.Save(writer, "streams", _streams);
        writer.Write<int>("steps", _steps);
        for (int row = 0; row < Rows; row++)
        {
            if (_episodes[row] is IStateful episode)
            {
                writer.Write($"episode_{row}", episode);
            }
        }
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        RandomStream.Load(reader, "streams", _streams);
        reader.Read("steps", _steps.AsSpan());
        for (int row = 0; row < Rows; row++)
        {
            if (_episodes[row] is IStateful episode)
            {
                reader.Read($"episode_{row}", episode);
            }
            else
            {
                _cut[row] = true;
            }
        }
    }

    /// <summary>Disposes the episodes that are disposable.</summary>
    public void Dispose()
    {
        foreach (IEpisode episode in _episodes)
        {
            (episode as IDisposable)?.Dispose();
        }
    }

    private static ConfigError CannotSave(string name) => new(
        new ConfigSpan($"environment '{name}'", 0, 0),
        "does not save its state (IStateful): when a run is continued, the episodes under way are cut off and new ones begin",
        IsWarning: true);

    // A field that an episode leaves out is zero rather than what stood there before.
    private static void Clear(Span<float> observation, Span<bool> mask)
    {
        observation.Clear();
        mask.Fill(true);
    }

    // What the caller still shows is the last that was seen of the old episode.
    private void Cut(EnvironmentRows rows, int i)
    {
        rows.Rewards[i] = 0;
        rows.Terminated[i] = false;
        rows.Truncated[i] = true;
        rows.EndReasons[i] = _limit;
    }

    private void Begin(int row, Span<float> observation, Span<bool> mask)
    {
        _steps[row] = 0;
        _cut[row] = false;
        Clear(observation, mask);
        _episodes[row].Reset(ref _streams[row], observation, mask);
    }

    private void StepRow(EnvironmentRows rows, int i)
    {
        int row = rows.First + i;
        int branches = Spec.Actions.DiscreteSize;
        int components = Spec.Actions.ContinuousSize;
        var action = new EpisodeAction(
            rows.Actions.Slice(i * branches, branches), rows.ContinuousActions.Slice(i * components, components));
        Clear(rows.Observation(i), rows.Mask(i));
        EpisodeStep step = _episodes[row].Step(action, ref _streams[row], rows.Observation(i), rows.Mask(i));
        rows.Rewards[i] = step.Reward;
        rows.Terminated[i] = step.Terminated;
        rows.Truncated[i] = ++_steps[row] >= _maxSteps && !step.Terminated;
        rows.EndReasons[i] = step.Terminated ? step.EndReason : _limit;
    }
}
