using Hamlet.Configuration;
using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>
/// The town: an agent walks a grid and keeps its meters up at the affordances it finds there. Which meters, which affordances, what kills
/// and what is rewarded is the world's file; this is the engine that runs any of them.
/// </summary>
/// <remarks>
/// A step is: the action and what it costs, depletion, modulations, cascades, the death check, the reward. Living to the step limit is no
/// death: the episode is truncated. A move against the edge stays and costs what a move costs; it is masked.
/// <para>
/// The observation, by field: <c>position</c> (own column and row, 0 to 1), <c>cell</c> (one switch a cell; not where the sight is limited),
/// <c>meters</c> (shares of their ranges), <c>underfoot</c> (one switch an affordance), <c>seen</c> (likewise; only where the sight is
/// limited), <c>offset_x</c> and <c>offset_y</c> (how far to the right and down each affordance is, as a share of the grid or of the
/// window; 0 if not seen), <c>usable</c> (whether each is open and affordable now), <c>time</c> and <c>interaction_progress</c> (only
/// where there is a day), <c>lifetime_progress</c> (steps lived of the limit).
/// </para>
/// </remarks>
[Environment("town")]
public sealed class TownEnvironment : IEnvironment, IMeters, IActivity, IRewardParts, IScene, IDifficulty
{
    private readonly TownPlan _plan;
    private readonly TownState _state;
    private readonly TownDynamics _dynamics;
    private readonly TownView _view;
    private readonly TownActivity _activity;
    private readonly TownRewardParts _parts;
    private readonly float[] _finalMeters;
    private readonly int _maxSteps;

    /// <summary>Compiles the world and makes the rows.</summary>
    /// <exception cref="ConfigException">The world cannot be loaded, or cannot be won and does not allow that.</exception>
    public TownEnvironment(TownOptions options, EnvironmentContext context)
    {
        _plan = TownCompiler.Compile(options);
        _maxSteps = context.MaxSteps ?? _plan.MaxSteps;
        _state = new TownState(_plan, context.Rows, context.Streams);
        _finalMeters = new float[context.Rows * _plan.MeterCount];
        _dynamics = new TownDynamics(_plan);
        var layout = new TownLayout(_plan);
        _view = new TownView(_plan, layout, _state, _dynamics, _maxSteps);
        _activity = new TownActivity(_plan, context.Rows);
        _parts = new TownRewardParts(_plan, context.Rows);
        Spec = new EnvironmentSpec
        {
            Name = _plan.Name,
            Fields = layout.Fields,
            Actions = new DiscreteActions(TownAction.Names),
            EndReasons = _plan.EndReasons,
            SuccessReasons = [_plan.EndReasons[^1]],
            MaxSteps = _maxSteps,
            HasMasks = true,
            Warnings = _plan.Warnings,
        };
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public int Rows => _state.Rows;

    /// <inheritdoc/>
    public IReadOnlyList<string> MeterNames => _plan.MeterNames;

    /// <inheritdoc/>
    public IReadOnlyList<string> AffordanceNames => _plan.AffordanceNames;

    /// <inheritdoc/>
    public IReadOnlyList<string> RewardPartNames => _plan.Reward.Parts;

    /// <inheritdoc/>
    public int GridWidth => _plan.Width;

    /// <inheritdoc/>
    public int GridHeight => _plan.Height;

    /// <inheritdoc/>
    public int Stages => _plan.Stages;

    /// <inheritdoc/>
    public void SetStage(int first, int count, int stage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stage, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stage, Stages);
        _state.NextStage.AsSpan(first, count).Fill(stage - 1);
    }

    /// <inheritdoc/>
    public void Reset(EnvironmentRows rows)
    {
        Span<float> shares = stackalloc float[TownPlan.MostMeters];
        rows.Rewards.Clear();
        rows.Terminated.Clear();
        rows.Truncated.Clear();
        rows.EndReasons.Clear();
        for (int i = 0; i < rows.Count; i++)
        {
            int row = rows.First + i;
            _activity.Begin(row);
            _parts.Begin(row);
            Begin(row, shares);
            Show(row, i, rows);
        }
    }

    /// <inheritdoc/>
    public void Step(EnvironmentRows rows)
    {
        Span<float> shares = stackalloc float[TownPlan.MostMeters];
        for (int i = 0; i < rows.Count; i++)
        {
            StepRow(rows.First + i, i, rows, shares);
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        _state.SaveState(writer);
        writer.Write("activity", _activity);
        writer.Write("reward_parts", _parts);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        _state.LoadState(reader);
        reader.Read("activity", _activity);
        reader.Read("reward_parts", _parts);
        Span<float> shares = stackalloc float[TownPlan.MostMeters];
        for (int row = 0; row < Rows; row++)
        {
            _dynamics.Shares(_state.MetersOf(row), shares);
            _view.Paint(row, shares);
        }
    }

    /// <summary>The meters in their own units, as the world's file has them.</summary>
    public void ReadMeters(int row, Span<float> values) => _state.MetersOf(row)[.._plan.MeterCount].CopyTo(values);

    /// <inheritdoc/>
    public bool TryReadFinalMeters(int row, Span<float> values)
    {
        FinalMeters(row).CopyTo(values);
        return true;
    }

    /// <inheritdoc/>
    public void ReadScene(int row, Span<int> places)
    {
        places[0] = _state.X[row];
        places[1] = _state.Y[row];
        int count = _plan.AffordanceCount;
        for (int i = 0; i < count; i++)
        {
            places[2 + (2 * i)] = _state.AffordanceX[(row * count) + i];
            places[3 + (2 * i)] = _state.AffordanceY[(row * count) + i];
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<int> Uses(int row) => _activity.Uses(row);

    /// <inheritdoc/>
    public ReadOnlySpan<int> Transitions(int row) => _activity.Transitions(row);

    /// <inheritdoc/>
    public ReadOnlySpan<int> Visits(int row) => _activity.Visits(row);

    /// <inheritdoc/>
    public ReadOnlySpan<float> RewardParts(int row) => _parts.Ended(row);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void StepRow(int row, int i, in EnvironmentRows rows, Span<float> shares)
    {
        Span<float> meters = _state.MetersOf(row);
        int completed = Act(row, rows.Actions[i], meters);
        _activity.Step(row, (_state.Y[row] * _plan.Width) + _state.X[row]);
        _dynamics.Live(meters, _state.Stage[row]);
        int death = _dynamics.Death(meters);
        bool died = death >= 0;
        bool survived = ++_state.Steps[row] >= _maxSteps && !died;
        _dynamics.Shares(meters, shares);

        rows.Rewards[i] = Reward(row, shares, completed, died, survived);
        rows.Terminated[i] = died;
        rows.Truncated[i] = survived;
        _view.Refresh(row, shares);
        if (died || survived)
        {
            rows.EndReasons[i] = died ? death : _plan.EndReasons.Count - 1;
            _view.Picture(row).CopyTo(rows.FinalObservation(i));
            _view.Mask(row, rows.FinalMask(i));
            _activity.End(row);
            _parts.End(row);
            meters[.._plan.MeterCount].CopyTo(FinalMeters(row));
            Begin(row, shares);
        }

        Show(row, i, rows);
    }

    private Span<float> FinalMeters(int row) => _finalMeters.AsSpan(row * _plan.MeterCount, _plan.MeterCount);

    /// <summary>Does the action; returns the affordance whose interaction it completed, or -1.</summary>
    private int Act(int row, int action, Span<float> meters)
    {
        switch (action)
        {
            case TownAction.Up:
                Move(row, 0, -1);
                break;
            case TownAction.Down:
                Move(row, 0, 1);
                break;
            case TownAction.Left:
                Move(row, -1, 0);
                break;
            case TownAction.Right:
                Move(row, 1, 0);
                break;
            case TownAction.Interact:
                return Interact(row, meters);
            case TownAction.Wait:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, "A town has the actions 0 to 5.");
        }

        _dynamics.Act(meters, action);
        return -1;
    }

    private void Move(int row, int right, int down)
    {
        int x = Math.Clamp(_state.X[row] + right, 0, _plan.Width - 1);
        int y = Math.Clamp(_state.Y[row] + down, 0, _plan.Height - 1);
        if (x == _state.X[row] && y == _state.Y[row])
        {
            return;
        }

        _view.Lift(row);
        _state.X[row] = x;
        _state.Y[row] = y;
        _state.Progress[row] = 0;
        _view.Place(row);
    }

    private int Interact(int row, Span<float> meters)
    {
        int affordance = _state.Underfoot(row);
        bool can = affordance >= 0 && _dynamics.CanUse(meters, affordance, _state.Hour(row));
        _dynamics.Act(meters, TownAction.Interact);
        if (!can)
        {
            _dynamics.Act(meters, TownDynamics.Failure);
            return -1;
        }

        bool completes = ++_state.Progress[row] >= _plan.Ticks[affordance];
        _dynamics.Use(meters, affordance, completes);
        if (!completes)
        {
            return -1;
        }

        _state.Progress[row] = 0;
        _activity.Use(row, affordance);
        return affordance;
    }

    private float Reward(int row, ReadOnlySpan<float> shares, int completed, bool died, bool survived)
    {
        int count = _plan.AffordanceCount;
        var moment = new TownMoment
        {
            Before = _view.MetersOf(row),
            After = shares[.._plan.MeterCount],
            Died = died,
            Survived = survived,
            Completed = completed,
            X = _state.X[row],
            Y = _state.Y[row],
            AffordanceX = _state.AffordanceX.AsSpan(row * count, count),
            AffordanceY = _state.AffordanceY.AsSpan(row * count, count),
        };
        return _plan.Reward.Of(moment, _parts.Now(row));
    }

    private void Begin(int row, Span<float> shares)
    {
        _state.Begin(row);
        _dynamics.Shares(_state.MetersOf(row), shares);
        _view.Paint(row, shares);
    }

    private void Show(int row, int i, in EnvironmentRows rows)
    {
        _view.Picture(row).CopyTo(rows.Observation(i));
        _view.Mask(row, rows.Mask(i));
    }
}
