using System.Text.Json;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Sweeps;

/// <summary>
/// The file <c>sweep.json</c>: what finished runs came to, by the fingerprint of their configuration. A run that went on to the next round has
/// another result since, and trials are ranked by what they had in each.
/// </summary>
internal sealed class SweepLedger
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "sweep.json";

    private readonly string _path;
    private readonly Dictionary<string, (string Run, double? Score)> _results = new(StringComparer.Ordinal);

    /// <summary>Reads what there is.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public SweepLedger(string directory)
    {
        _path = Path.Combine(directory, FileName);
        if (!File.Exists(_path))
        {
            return;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(_path));
            foreach (JsonProperty result in document.RootElement.GetProperty("results").EnumerateObject())
            {
                JsonElement score = result.Value.GetProperty("score");
                _results[result.Name] = (result.Value.GetProperty("run").GetString()!, score.ValueKind == JsonValueKind.Null ? null : score.GetDouble());
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{_path}' is damaged: {e.Message} Delete it, and results are taken from the runs.", e);
        }
    }

    /// <summary>What a configuration came to.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="run">The run's directory below that of the sweep.</param>
    /// <param name="score">Its result; null where it has none.</param>
    public bool TryGet(RunConfiguration configuration, out string run, out double? score)
    {
        bool known = _results.TryGetValue(configuration.Fingerprint, out (string Run, double? Score) found);
        (run, score) = known ? found : ("", null);
        return known;
    }

    /// <summary>Notes a result, and replaces the file as a whole.</summary>
    public void Add(RunConfiguration configuration, string run, double? score)
    {
        _results[configuration.Fingerprint] = (run, score);
        string aside = _path + ".tmp";
        using (FileStream stream = File.Create(aside))
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            json.WriteStartObject();
            json.WriteStartObject("results");
            foreach ((string key, (string path, double? value)) in _results.OrderBy(static r => r.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(key);
                json.WriteString("run", path);
                if (value is { } number)
                {
                    json.WriteNumber("score", number);
                }
                else
                {
                    json.WriteNull("score");
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        File.Move(aside, _path, overwrite: true);
    }
}
