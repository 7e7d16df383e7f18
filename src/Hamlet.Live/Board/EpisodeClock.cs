namespace Hamlet.Live.Board;

/// <summary>
/// Which step an episode ended at, and which episode a step lies in, so that a curve by one can be drawn along the other. Where a run has several
/// agents, each counts its own episodes, and tags begin with the agent's name.
/// </summary>
internal sealed class EpisodeClock
{
    private readonly Dictionary<string, EndedAt[]> _agents;

    /// <summary>Makes the clock of a run.</summary>
    /// <param name="episodes">When its episodes ended, in any order.</param>
    public EpisodeClock(IEnumerable<EndedAt> episodes) =>
        _agents = episodes.GroupBy(static e => e.Agent, StringComparer.Ordinal).ToDictionary(
            static agent => agent.Key, static agent => agent.OrderBy(static e => e.Episode).ToArray(), StringComparer.Ordinal);

    /// <summary>The step at which an episode of a tag's agent ended; null where that is not known.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="episode">The episode; between two of them, when an average is drawn.</param>
    public double? StepOf(string tag, double episode) => Between(Of(tag), episode, static e => e.Episode, static e => e.Step);

    /// <summary>The episode that a tag's agent had last ended at a step; null where that is not known.</summary>
    public double? EpisodeOf(string tag, double step) => Between(Of(tag), step, static e => e.Step, static e => e.Episode);

    private EndedAt[] Of(string tag)
    {
        if (_agents.Count == 1)
        {
            return _agents.Values.First();
        }

        int slash = tag.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && _agents.TryGetValue(tag[..slash], out EndedAt[]? own) ? own : [];
    }

    // Both count upwards; before the first and behind the last their nearest holds.
    private static double? Between(EndedAt[] episodes, double at, Func<EndedAt, long> key, Func<EndedAt, long> value)
    {
        if (episodes.Length == 0)
        {
            return null;
        }

        int low = 0;
        int high = episodes.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = key(episodes[middle]) < at ? (middle + 1, high) : (low, middle);
        }

        if (low == episodes.Length)
        {
            return value(episodes[^1]);
        }

        if (low == 0 || key(episodes[low]) == key(episodes[low - 1]))
        {
            return value(episodes[low]);
        }

        double share = (at - key(episodes[low - 1])) / (key(episodes[low]) - key(episodes[low - 1]));
        return value(episodes[low - 1]) + (share * (value(episodes[low]) - value(episodes[low - 1])));
    }
}
