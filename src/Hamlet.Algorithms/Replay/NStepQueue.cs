using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Algorithms.Replay;

/// <summary>
/// The latest steps of each row, until each of them has seen n rewards or the end of its episode (Sutton and Barto, 2018, section 7.1): a
/// step then becomes a transition to the observation n steps later, or to the last one of its episode. With n = 1 every step does at once.
/// </summary>
/// <remarks>
/// No correction is made for the actions in between not being the best ones (as in Rainbow; Hessel et al., 2018). At an episode's end, by
/// termination or by truncation, all steps under way become transitions of fewer rewards, so that nothing leads into the next episode.
/// </remarks>
internal sealed class NStepQueue : IStateful
{
    private readonly int _rows;
    private readonly int _steps;
    private readonly int _observationSize;
    private readonly double _gamma;

    // [rows, n], each row a ring.
    private readonly float[] _observations;
    private readonly int[] _actions;
    private readonly float[] _rewards;
    private readonly int[] _first;
    private readonly int[] _count;

    /// <summary>Reserves the rings.</summary>
    /// <param name="rows">The agent's rows.</param>
    /// <param name="observationSize">The number of values of one observation.</param>
    /// <param name="steps">n, at least 1.</param>
    /// <param name="gamma">What a reward one step later counts.</param>
    public NStepQueue(int rows, int observationSize, int steps, double gamma)
    {
        _rows = rows;
        _steps = steps;
        _observationSize = observationSize;
        _gamma = gamma;
        _observations = new float[checked(rows * steps * observationSize)];
        _actions = new int[rows * steps];
        _rewards = new float[rows * steps];
        _first = new int[rows];
        _count = new int[rows];
    }

    /// <summary>Keeps what each row sees before it acts; the environment writes over it.</summary>
    public void See(EnvironmentRows rows)
    {
        for (int row = 0; row < _rows; row++)
        {
            rows.Observation(row).CopyTo(Observation(Place(row, _count[row])));
        }
    }

    /// <summary>Adds the step that a row made from what it saw.</summary>
    public void Add(int row, int action, float reward)
    {
        int place = Place(row, _count[row]++);
        _actions[place] = action;
        _rewards[place] = reward;
    }

    /// <summary>Takes a row's oldest step out, if it is complete; to be asked until it says no.</summary>
    /// <param name="row">The row.</param>
    /// <param name="ended">Whether the row's episode has ended with its latest step.</param>
    /// <param name="transition">The transition; valid until the next step is seen.</param>
    public bool TryTake(int row, bool ended, out NStepTransition transition)
    {
        int count = _count[row];
        if (count == 0 || (count < _steps && !ended))
        {
            transition = default;
            return false;
        }

        double sum = 0;
        double discount = 1;
        for (int k = 0; k < count; k++)
        {
            sum += discount * _rewards[Place(row, k)];
            discount *= _gamma;
        }

        int first = Place(row, 0);
        transition = new NStepTransition(Observation(first), _actions[first], (float)sum, (float)discount);
        _first[row] = (_first[row] + 1) % _steps;
        _count[row]--;
        return true;
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write<float>("observations", _observations);
        writer.Write<int>("actions", _actions);
        writer.Write<float>("rewards", _rewards);
        writer.Write<int>("first", _first);
        writer.Write<int>("count", _count);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("observations", _observations.AsSpan());
        reader.Read("actions", _actions.AsSpan());
        reader.Read("rewards", _rewards.AsSpan());
        reader.Read("first", _first.AsSpan());
        reader.Read("count", _count.AsSpan());
    }

    private int Place(int row, int k) => (row * _steps) + ((_first[row] + k) % _steps);

    private Span<float> Observation(int place) => _observations.AsSpan(place * _observationSize, _observationSize);
}
