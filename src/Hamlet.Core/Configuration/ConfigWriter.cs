namespace Hamlet.Configuration;

/// <summary>What writing options back to a file needs to know: which other files they came from.</summary>
/// <param name="referToFiles">
/// Whether a record that was read from a file of its own is written as that file's name (and listed in <see cref="Files"/>, to be copied
/// beside the result), or in place.
/// </param>
public sealed class ConfigWriter(bool referToFiles = false)
{
    private readonly List<(string FullPath, string Name)> _files = [];

    /// <summary>The files that the result refers to, by the name it uses for them.</summary>
    public IReadOnlyList<(string FullPath, string Name)> Files => _files;

    /// <summary>The name to write for a record that came from a file, or null to write the record in place.</summary>
    internal string? NameFor(string fullPath)
    {
        if (!referToFiles)
        {
            return null;
        }

        foreach ((string known, string name) in _files)
        {
            if (known == fullPath)
            {
                return name;
            }
        }

        string stem = Path.GetFileNameWithoutExtension(fullPath);
        string extension = Path.GetExtension(fullPath);
        string candidate = stem + extension;
        // config.yaml is the resolved experiment itself.
        for (int i = 2; candidate == "config.yaml" || _files.Any(f => f.Name == candidate); i++)
        {
            candidate = $"{stem}-{i}{extension}";
        }

        _files.Add((fullPath, candidate));
        return candidate;
    }
}
