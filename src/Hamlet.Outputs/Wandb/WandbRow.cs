using Hamlet.Formats;
using Hamlet.Formats.Wandb;
using Hamlet.Metrics;

namespace Hamlet.Outputs.Wandb;

/// <summary>
/// The row of history that is being put together: the values of all records of one step, as items of W&amp;B's message. Where a record
/// comes a second time, or an agent's episode is another one, there are two rows for a step.
/// </summary>
internal sealed class WandbRow(int agents)
{
    private readonly long[] _episodes = new long[agents + 1];

    /// <summary>The row's number, counted from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The environment steps at which it stands.</summary>
    public long Step { get; private set; }

    /// <summary>When its last record was logged, in seconds since 1970.</summary>
    public double WallTime { get; private set; }

    /// <summary>Whether it has no record.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Its items.</summary>
    public MessageBuffer Items { get; } = new(4 << 10);

    /// <summary>Keys that came for the first time, with whether their curves are drawn over episodes, and of which agent.</summary>
    public List<(WandbSeries Series, bool Episode, int Agent)> Fresh { get; } = [];

    /// <summary>Files that its values refer to, relative to the run's files.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Whether a record can stand in this row.</summary>
    public bool Takes(in MetricEntry entry, WandbTags tags) =>
        IsEmpty || (entry.Axes.Step == Step && tags.Row != Number && (!IsOverEpisodes(in entry) || TakesEpisode(in entry)));

    /// <summary>Makes room for the values of a record.</summary>
    public void Begin(in MetricEntry entry, WandbTags tags)
    {
        IsEmpty = false;
        Step = entry.Axes.Step;
        WallTime = entry.WallTime;
        tags.Row = Number;
        if (IsOverEpisodes(in entry))
        {
            _episodes[entry.Axes.Agent + 1] = entry.Axes.Episode;
        }
    }

    /// <summary>The episode of an agent (-1: the run's) that the row is about, or -1.</summary>
    public long EpisodeOf(int agent) => _episodes[agent + 1];

    /// <summary>Empties it for the next row.</summary>
    public void Clear()
    {
        Number++;
        IsEmpty = true;
        Items.Truncate(0);
        Fresh.Clear();
        Files.Clear();
        Array.Fill(_episodes, -1);
    }

    /// <summary>Begins the value of a key; returns the marks that <see cref="End"/> needs.</summary>
    public (int Item, int Json) Begin(ReadOnlySpan<byte> key)
    {
        int item = Items.Open(WandbFields.Items);
        Items.Bytes(WandbFields.ItemKey, key);
        return (item, Items.Open(WandbFields.ItemJson));
    }

    /// <summary>Ends the value, which is then also the last one of its key.</summary>
    public void End((int Item, int Json) marks, WandbSeries? series)
    {
        series?.Set(Items.Written[marks.Json..]);
        Items.Close(marks.Json);
        Items.Close(marks.Item);
    }

    private static bool IsOverEpisodes(in MetricEntry entry) => entry.Schema.Axis == MetricAxis.Episode;

    private bool TakesEpisode(in MetricEntry entry) => _episodes[entry.Axes.Agent + 1] is var own && (own < 0 || own == entry.Axes.Episode);
}
