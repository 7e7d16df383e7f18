using System.Text.Json;

namespace Hamlet.Analysis.Reading;

/// <summary>Reads from a run's <c>run.json</c> whether it goes on. A run of another program has none.</summary>
internal static class RunStatusFile
{
    /// <summary>Reads it.</summary>
    public static RunSession Read(string directory)
    {
        string path = Path.Combine(directory, "run.json");
        try
        {
            if (!File.Exists(path))
            {
                return RunSession.Unknown;
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("status", out JsonElement status)
                ? status.ValueEquals("running") ? RunSession.Running : RunSession.Ended
                : RunSession.Unknown;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return RunSession.Unknown;
        }
    }
}
