using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Training.Experiments;

namespace Hamlet.Training.Runs;

/// <summary>
/// The directory of a run, <c>log-dir/experiment/yyyyMMdd-HHmmss-id</c>, with the resolved configuration from its first moment on, so
/// that <c>config.yaml</c> alone repeats the run.
/// </summary>
public sealed class RunDirectory
{
    private RunDirectory(string path, string configuration)
    {
        Path = path;
        Id = System.IO.Path.GetFileName(path);
        Configuration = configuration;
        Info = new RunInfoFile(System.IO.Path.Combine(path, "run.json"));
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>The run's identifier, the last part of the path.</summary>
    public string Id { get; }

    /// <summary>The text of <c>config.yaml</c>.</summary>
    public string Configuration { get; }

    /// <summary>The file <c>run.json</c>.</summary>
    public RunInfoFile Info { get; }

    /// <summary>Makes the directory of a new run and writes its configuration, with the files that it refers to beside it.</summary>
    /// <param name="logDirectory">The directory of all runs; made if it is missing.</param>
    /// <param name="experiment">What will run.</param>
    /// <param name="time">The clock, whose local time names the run.</param>
    /// <exception cref="IOException">The directory cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public static RunDirectory Create(string logDirectory, Experiment experiment, TimeProvider time)
    {
        string parent = System.IO.Path.Combine(logDirectory, experiment.Options.Name);
        Directory.CreateDirectory(parent);
        string stamp = time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string path;
        do
        {
            // Two runs of one second differ by their ends; six digits leave one chance in 16 million.
            path = System.IO.Path.Combine(parent, $"{stamp}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}");
        }
        while (Directory.Exists(path));

        Directory.CreateDirectory(path);
        var writer = new ConfigWriter(referToFiles: true);
        string configuration = YamlText.Write(experiment.ToConfig(writer));
        File.WriteAllText(System.IO.Path.Combine(path, "config.yaml"), configuration, new UTF8Encoding(false));
        foreach ((string fullPath, string name) in writer.Files)
        {
            File.Copy(fullPath, System.IO.Path.Combine(path, name));
        }

        return new RunDirectory(path, configuration);
    }
}
