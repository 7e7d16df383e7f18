namespace Hamlet.Outputs.Wandb;

/// <summary>The keys of a run, in the order in which they first came.</summary>
internal sealed class WandbSeriesTable
{
    private readonly Dictionary<string, WandbSeries> _byName = new(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public List<WandbSeries> All { get; } = [];

    /// <summary>Finds a key or makes it.</summary>
    public WandbSeries this[string key]
    {
        get
        {
            if (!_byName.TryGetValue(key, out WandbSeries? series))
            {
                series = new WandbSeries(key);
                _byName.Add(key, series);
                All.Add(series);
            }

            return series;
        }
    }
}
