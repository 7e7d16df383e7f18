namespace Hamlet.Analysis.Reading;

/// <summary>
/// All restarts of a run, known before its values are read: then a value that a later one makes void is left out when it comes by, and
/// nothing has to be taken back from sums.
/// </summary>
internal sealed class RestartPlan
{
    private readonly SortedSet<Restart> _restarts = [];

    /// <summary>How many restarts are known.</summary>
    public int Count => _restarts.Count;

    /// <summary>Adds a restart; false if it is known.</summary>
    public bool Add(Restart restart) => _restarts.Add(restart);

    /// <summary>Forgets all.</summary>
    public void Clear() => _restarts.Clear();

    /// <summary>The first step that is void at a place: the least one of all restarts behind it.</summary>
    public long VoidFrom(int file, long offset)
    {
        long from = long.MaxValue;
        foreach (Restart restart in _restarts.GetViewBetween(new Restart(file, offset + 1, 0), new Restart(int.MaxValue, long.MaxValue, 0)))
        {
            from = Math.Min(from, restart.Step);
        }

        return from;
    }
}
