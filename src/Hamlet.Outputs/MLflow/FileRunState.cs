using System.Globalization;
using Hamlet.Configuration;
using Hamlet.State;

namespace Hamlet.Outputs.MLflow;

/// <summary>How far a run of the file store is written.</summary>
internal sealed class FileRunState : IStateful
{
    /// <summary>The run's directory.</summary>
    public string Directory { get; set; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Who ran it.</summary>
    public string User { get; set; } = "";

    /// <summary>When it began, in milliseconds since 1970.</summary>
    public long Started { get; set; }

    /// <summary>The lengths of its metrics in bytes.</summary>
    public Dictionary<string, long> Lengths { get; init; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("directory", Directory);
        writer.Write("name", Name);
        writer.Write("user", User);
        writer.Write("started", Started);
        writer.Write("metrics", string.Join('\n', Lengths.Keys));
        writer.Write<long>("lengths", [.. Lengths.Values]);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        Directory = reader.ReadText("directory");
        Name = reader.ReadText("name");
        User = reader.ReadText("user");
        Started = reader.ReadInt64("started");
        string[] names = reader.ReadText("metrics").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        ReadOnlySpan<long> lengths = reader.ReadArray<long>("lengths");
        for (int i = 0; i < names.Length; i++)
        {
            Lengths.Add(names[i], lengths[i]);
            MustReach(Path.Combine(Directory, "metrics", names[i]), lengths[i]);
        }

        MustReach(Path.Combine(Directory, MetaYaml.FileName), 1);
    }

    /// <summary>The state of a run that is begun, without its metrics.</summary>
    /// <exception cref="StateException">There is no such run.</exception>
    public static FileRunState Beginning(string directory)
    {
        MustReach(Path.Combine(directory, MetaYaml.FileName), 1);
        ConfigMap meta = MetaYaml.Read(directory) ?? ConfigMap.Empty(default);
        _ = long.TryParse(MetaYaml.Text(meta, "start_time"), NumberStyles.None, CultureInfo.InvariantCulture, out long started);
        return new FileRunState
        {
            Directory = directory, Name = MetaYaml.Text(meta, "run_name") ?? "", User = MetaYaml.Text(meta, "user_id") ?? "", Started = started,
        };
    }

    private static void MustReach(string path, long length)
    {
        if (!File.Exists(path) || new FileInfo(path).Length < length)
        {
            throw new StateException(
                $"The MLflow run cannot be gone on with: '{path}' is gone or shorter than it was. Without the output 'mlflow' the run can.");
        }
    }
}
