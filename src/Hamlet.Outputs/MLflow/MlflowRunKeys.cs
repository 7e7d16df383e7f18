namespace Hamlet.Outputs.MLflow;

/// <summary>A run with the names of its metrics, and its texts that are not written yet.</summary>
internal sealed class MlflowRunKeys(IMlflowRun run)
{
    private readonly Dictionary<string, MlflowSeries> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The run.</summary>
    public IMlflowRun Run => run;

    /// <summary>The names.</summary>
    public MlflowKeyTable Table { get; } = new();

    /// <summary>The metric of a tag.</summary>
    public MlflowSeries Series(string tag)
    {
        string key = Table[tag];
        if (!_series.TryGetValue(key, out MlflowSeries? series))
        {
            series = run.Series(key);
            _series.Add(key, series);
        }

        return series;
    }

    /// <summary>Notes a text: of each tag the last one counts.</summary>
    public void SetText(string tag, string text) => _texts[MlflowKey.Clean(tag)] = MlflowKey.Cut(text, MlflowKey.LongestTag);

    /// <summary>Writes the texts that have changed.</summary>
    public void WriteTexts()
    {
        foreach ((string key, string text) in _texts)
        {
            run.Tag(key, text);
        }

        _texts.Clear();
    }
}
