namespace Hamlet.Outputs.MLflow;

/// <summary>
/// The names of a run's metrics by their tags. In the file store a name is a path, so that <c>loss</c> and <c>loss/total</c> cannot both
/// be, nor names that differ in case alone on every system: one that comes later gets another name, the same in every kind of store.
/// </summary>
internal sealed class MlflowKeyTable
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leaves = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _folders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The tags with their names, in the order in which they came.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>> All => _keys;

    /// <summary>The name of a tag.</summary>
    public string this[string tag]
    {
        get
        {
            if (!_keys.TryGetValue(tag, out string? key))
            {
                key = Free(MlflowKey.Clean(tag));
                Add(tag, key);
            }

            return key;
        }
    }

    /// <summary>Takes the name that a tag had before a resume.</summary>
    public void Add(string tag, string key)
    {
        _keys.Add(tag, key);
        _leaves.Add(key);
        foreach (string folder in Folders(key))
        {
            _folders.Add(folder);
        }
    }

    private static IEnumerable<string> Folders(string key)
    {
        for (int slash = key.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = key.IndexOf('/', slash + 1))
        {
            yield return key[..slash];
        }
    }

    private string Free(string key)
    {
        while (true)
        {
            if (Folders(key).FirstOrDefault(_leaves.Contains) is { } leaf)
            {
                key = $"{leaf}_{key[(leaf.Length + 1)..]}";
            }
            else if (_leaves.Contains(key) || _folders.Contains(key))
            {
                key += "_";
            }
            else
            {
                return key;
            }
        }
    }
}
