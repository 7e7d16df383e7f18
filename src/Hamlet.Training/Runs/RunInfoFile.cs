using System.Text.Json;

namespace Hamlet.Training.Runs;

/// <summary>The file <c>run.json</c>, replaced as a whole, so that a reader never sees half of it.</summary>
/// <param name="path">The file.</param>
public sealed class RunInfoFile(string path)
{
    /// <summary>Replaces the content.</summary>
    public void Write(RunInfo info)
    {
        string aside = path + ".tmp";
        try
        {
            File.WriteAllBytes(aside, JsonSerializer.SerializeToUtf8Bytes(info, RunInfoJson.Readable.RunInfo));
            File.Move(aside, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(aside); // A part of it, on a full disk; what was there before stands.
            throw;
        }
    }

    /// <summary>Reads the content.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public RunInfo Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RunInfoJson.Default.RunInfo)
                ?? throw new InvalidDataException($"'{path}' holds nothing.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is damaged: {JsonTrouble.Of(e)}", e);
        }
    }
}
