using System.Text.Json;
using Hamlet.Outputs.Remote;
using Hamlet.State;

namespace Hamlet.Outputs.MLflow;

/// <summary>How far the file of a server's runs is written, and at a resume: how much of it is kept.</summary>
internal sealed class SpoolState(string runDirectory) : IStateful
{
    /// <summary>The file's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its length.</summary>
    public long Length { get; set; }

    /// <summary>How many runs are in it.</summary>
    public int Runs { get; set; }

    /// <summary>Records up to this step are in the file from before a resume, or -1.</summary>
    public long SkipTo { get; set; } = -1;

    /// <summary>The length that is kept: whole steps that the server may have got stay beyond the checkpoint.</summary>
    public long Kept { get; private set; }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("name", Name);
        writer.Write("length", Length);
        writer.Write("runs", Runs);
        writer.Write("skip_to", SkipTo);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        Name = reader.ReadText("name");
        Length = reader.ReadInt64("length");
        Runs = (int)reader.ReadInt64("runs");
        SkipTo = reader.ReadInt64("skip_to");
        string path = Path.Combine(runDirectory, UploadState.FolderName, Name + ".jsonl");
        if (Name != Path.GetFileName(Name) || !File.Exists(path) || new FileInfo(path).Length < Length)
        {
            throw new StateException(
                $"The MLflow run cannot be gone on with: '{path}' is gone or shorter than it was. Without the output 'mlflow' the run can.");
        }

        Keep(path, UploadState.Read(UploadState.PathOf(runDirectory, Name))?.InFlight ?? 0);
    }

    /// <summary>Finds what comes before the first points of a file, which is kept, and the parameters in it.</summary>
    public List<(string Key, string Value)> FindBeginning()
    {
        var parameters = new List<(string, string)>();
        string path = Path.Combine(runDirectory, UploadState.FolderName, Name + ".jsonl");
        if (!File.Exists(path))
        {
            return parameters;
        }

        using (var lines = new SpoolReader(path, 0))
        {
            while (lines.TryRead(out ReadOnlySpan<byte> line) && !SpoolLines.TryMetrics(line, out _, out _, out _, out _))
            {
                var reader = new Utf8JsonReader(line);
                JsonElement parsed = JsonElement.ParseValue(ref reader);
                if (parsed.TryGetProperty("status", out _))
                {
                    break;
                }

                Runs += parsed.TryGetProperty("begin", out _) ? 1 : 0;
                if (parsed.TryGetProperty("params", out JsonElement list))
                {
                    parameters.AddRange(list.EnumerateArray().Select(
                        static item => (item.GetProperty("key").GetString()!, item.GetProperty("value").GetString()!)));
                }

                Length = lines.Position;
            }
        }

        Keep(path, UploadState.Read(UploadState.PathOf(runDirectory, Name))?.InFlight ?? 0);
        return parameters;
    }

    private void Keep(string path, long sent)
    {
        Kept = Length;
        long last = -1;
        using var lines = new SpoolReader(path, Length);
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (SpoolLines.TryMetrics(line, out _, out long step, out _, out _))
            {
                if (lines.Position > sent && step != last)
                {
                    break;
                }

                (Kept, last) = (lines.Position, step);
            }
        }

        SkipTo = Math.Max(SkipTo, last);
    }
}
