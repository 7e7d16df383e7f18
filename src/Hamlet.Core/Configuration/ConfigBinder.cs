using Hamlet.Plugins;

namespace Hamlet.Configuration;

/// <summary>
/// Turns nodes into options and collects everything that is wrong on the way. The generated binders call <see cref="Get"/> once an
/// option; hosts call <see cref="Bind{T}(ConfigMap)"/> and, in the end, <see cref="ThrowIfErrors"/>.
/// </summary>
/// <param name="reader">Opens the files that options refer to; null if there are none.</param>
public sealed class ConfigBinder(IConfigReader? reader = null)
{
    private readonly List<ConfigError> _errors = [];
    private readonly List<string> _files = [];
    private (string Name, ConfigSpan Span)? _read;

    /// <summary>Everything found wrong so far, in order; warnings included.</summary>
    public IReadOnlyList<ConfigError> Errors => _errors;

    /// <summary>Whether anything but warnings was found.</summary>
    public bool HasErrors => _errors.Exists(static e => !e.IsWarning);

    /// <summary>The full paths of the files that options were read from, beside the one the first node came from.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>
    /// Says of a key that is unknown where it stands, and near to none that is known there, which section it belongs to; null for none.
    /// </summary>
    public Func<string, string?>? PlaceOf { get; init; }

    /// <summary>
    /// What an error about the name of a plugin that is not there ends with, given the name and those that are: where else plugins may come from is
    /// known to the program alone. By itself it is <see cref="NearestName.Suggest"/>.
    /// </summary>
    public Func<string, IReadOnlyCollection<string>, string> SuggestPlugin { get; init; } = NearestName.Suggest;

    /// <summary>Notes an error.</summary>
    public void Error(ConfigSpan span, string message) => _errors.Add(new ConfigError(span, message));

    /// <summary>Notes something suspicious that does not stop the run.</summary>
    public void Warning(ConfigSpan span, string message) => _errors.Add(new ConfigError(span, message, IsWarning: true));

    /// <summary>Throws all errors at once, if there is one that is no warning.</summary>
    /// <exception cref="ConfigException">There is an error.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new ConfigException([.. _errors]);
        }
    }

    /// <summary>Binds a map that holds one record and nothing else.</summary>
    public T Bind<T>(ConfigMap map)
        where T : class, IOptions<T>
    {
        T value = Read<T>(map);
        RejectUnknownKeys(map, T.Schema);
        return value;
    }

    /// <summary>Reports every key that none of the schemas knows, with the nearest name that one of them does.</summary>
    public void RejectUnknownKeys(ConfigMap map, params ReadOnlySpan<OptionsSchema> schemas)
    {
        var names = new List<string>();
        foreach (OptionsSchema schema in schemas)
        {
            names.AddRange(schema.Names);
        }

        RejectUnknownKeys(map, names);
    }

    /// <summary>Reports every key that is not among the names, with the nearest one that is.</summary>
    public void RejectUnknownKeys(ConfigMap map, IReadOnlyCollection<string> names) => RejectUnknownKeys(map, names, NearestName.Suggest);

    /// <summary>Reports every key that is not among the names.</summary>
    /// <param name="map">The map.</param>
    /// <param name="names">The keys that may stand there.</param>
    /// <param name="suggest">What an error ends with, given the key and the names, such as <see cref="SuggestPlugin"/> where plugins are keys.</param>
    public void RejectUnknownKeys(ConfigMap map, IReadOnlyCollection<string> names, Func<string, IReadOnlyCollection<string>, string> suggest)
    {
        foreach (ConfigEntry entry in map.Entries)
        {
            if (!names.Contains(entry.Key, StringComparer.Ordinal))
            {
                string remedy = NearestName.Find(entry.Key, names) is null && PlaceOf?.Invoke(entry.Key) is { } place
                    ? $"; it is a key of {place}"
                    : suggest(entry.Key, names);
                Error(entry.KeySpan, $"unknown key '{entry.Key}'{remedy}");
            }
        }
    }

    /// <summary>Reads one option: its value in the map, or the fallback if it is absent or wrong.</summary>
    /// <param name="map">The map that may hold it.</param>
    /// <param name="key">What is known of it.</param>
    /// <param name="codec">How its value is read.</param>
    /// <param name="fallback">Its default.</param>
    public T Get<T>(ConfigMap map, OptionKey key, ConfigCodec<T> codec, T fallback)
    {
        T value = GetValue(map, key, codec, fallback, out ConfigSpan span);
        _read = (key.Name, span);
        return value;
    }

    /// <summary>Reads a record's keys from a map, in which others may stand too.</summary>
    /// <exception cref="ConfigException">An accessor of the record threw.</exception>
    internal T Read<T>(ConfigMap map)
        where T : class, IOptions<T>
    {
        _read = null;
        try
        {
            return T.Bind(map, this);
        }
        catch (Exception e) when (e is not ConfigException)
        {
            // The option that was read last is the one that was being set.
            string what = _read is { } read ? $"'{read.Name}' is refused" : "the options cannot be made";
            throw new ConfigException([.. _errors, new ConfigError(_read?.Span ?? map.Span, $"{what}: {ExceptionText.Describe(e)}")]);
        }
    }

    /// <summary>
    /// Reads another file, relative to the one that a node stands in, or to the working directory if it stands on the command line; null (and an
    /// error) if that fails.
    /// </summary>
    internal ConfigNode? ReadFile(ConfigScalar path, out string fullPath)
    {
        fullPath = "";
        if (path.Text.Length == 0 || path.Text.Contains('\0', StringComparison.Ordinal))
        {
            Error(path.Span, "this is no path of a file");
            return null;
        }

        string name = Path.Combine(path.Span.Folder, path.Text);
        fullPath = Path.GetFullPath(name);
        if (reader is null)
        {
            Error(path.Span, $"cannot open '{path.Text}': files are not read here");
            return null;
        }

        try
        {
            ConfigNode node = reader.Read(fullPath, name);
            if (!_files.Contains(fullPath))
            {
                _files.Add(fullPath);
            }

            return node;
        }
        catch (ConfigException e)
        {
            // The file's own place says little if it does not exist: name the place that asked for it.
            string relative = path.Span.Line == 0 && !Path.IsPathRooted(path.Text)
                ? "; a path on the command line is relative to the working directory, not to the experiment's file"
                : "";
            foreach (ConfigError error in e.Errors)
            {
                _errors.Add(error.Span.Line == 0 ? new ConfigError(path.Span, error.Message + relative) : error);
            }

            return null;
        }
    }

    private T GetValue<T>(ConfigMap map, OptionKey key, ConfigCodec<T> codec, T fallback, out ConfigSpan span)
    {
        ConfigEntry? found = Find(map, key);
        span = found?.Value.Span ?? map.Span;
        if (found is null)
        {
            if (key.Required)
            {
                Error(map.Span, $"'{key.Name}' is missing{(key.Description.Length > 0 ? $": {FirstSentence(key.Description)}" : "")}");
            }

            return fallback;
        }

        if (!codec.TryRead(found.Value, key, this, out T value))
        {
            return fallback;
        }

        // A resolved file has every option: one that says what is so anyway needs no remark.
        if (key.Deprecated is { } instead && !EqualityComparer<T>.Default.Equals(value, fallback))
        {
            Warning(found.KeySpan, $"'{found.Key}' is deprecated{(instead.Length > 0 ? $": {instead}" : "")}");
        }

        return value;
    }

    private ConfigEntry? Find(ConfigMap map, OptionKey key)
    {
        ConfigEntry? found = null;
        foreach (string name in key.Names)
        {
            if (!map.TryGet(name, out ConfigEntry? other))
            {
                continue;
            }

            if (key.OldNames.Contains(name, StringComparer.Ordinal))
            {
                Warning(other.KeySpan, $"'{name}' is now called '{key.Name}'");
            }

            if (found is null)
            {
                found = other;
            }
            else
            {
                Error(other.KeySpan, $"'{found.Key}' and '{other.Key}' are two names of one option: keep '{key.Name}'");
            }
        }

        return found;
    }

    private static string FirstSentence(string text)
    {
        int stop = text.IndexOf(". ", StringComparison.Ordinal);
        return (stop < 0 ? text : text[..stop]).TrimEnd('.');
    }
}
