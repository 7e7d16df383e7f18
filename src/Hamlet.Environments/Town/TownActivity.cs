using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>
/// Counts what each row does and where it is: for the episode it is in, and, until the next end, for the one that ended last.
/// </summary>
internal sealed class TownActivity : IStateful
{
    private readonly int _affordances;
    private readonly int _cells;
    private readonly int _transitions;
    private readonly int _stride;
    private readonly int[] _now;
    private readonly int[] _ended;
    private readonly int[] _previous;

    public TownActivity(TownPlan plan, int rows)
    {
        _affordances = plan.AffordanceCount;
        _cells = plan.Width * plan.Height;
        _transitions = (_affordances + 1) * _affordances;
        _stride = _affordances + _transitions + _cells;
        _now = new int[rows * _stride];
        _ended = new int[rows * _stride];
        _previous = new int[rows];
        _previous.AsSpan().Fill(_affordances);
    }

    /// <summary>The row has made a step and stands on a cell.</summary>
    public void Step(int row, int cell) => _now[(row * _stride) + _affordances + _transitions + cell]++;

    /// <summary>The row has completed the use of an affordance.</summary>
    public void Use(int row, int affordance)
    {
        int start = row * _stride;
        _now[start + affordance]++;
        _now[start + _affordances + (_previous[row] * _affordances) + affordance]++;
        _previous[row] = affordance;
    }

    /// <summary>The row's episode has ended: its counts are kept, those of the next one begin.</summary>
    public void End(int row)
    {
        _now.AsSpan(row * _stride, _stride).CopyTo(_ended.AsSpan(row * _stride));
        Begin(row);
    }

    /// <summary>The row begins an episode, whatever became of the one before.</summary>
    public void Begin(int row)
    {
        _now.AsSpan(row * _stride, _stride).Clear();
        _previous[row] = _affordances;
    }

    public ReadOnlySpan<int> Uses(int row) => _ended.AsSpan(row * _stride, _affordances);

    public ReadOnlySpan<int> Transitions(int row) => _ended.AsSpan((row * _stride) + _affordances, _transitions);

    public ReadOnlySpan<int> Visits(int row) => _ended.AsSpan((row * _stride) + _affordances + _transitions, _cells);

    /// <summary>Saves the episodes under way; those that ended have been read in their last step.</summary>
    public void SaveState(StateWriter writer)
    {
        writer.Write<int>("counts", _now);
        writer.Write<int>("previous", _previous);
    }

    public void LoadState(StateReader reader)
    {
        reader.Read<int>("counts", _now);
        reader.Read<int>("previous", _previous);
    }
}
