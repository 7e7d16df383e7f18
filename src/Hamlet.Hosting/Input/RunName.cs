using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Input;

/// <summary>How every command finds the run that it is told of: by its directory, or by its identifier in <c>runs</c>.</summary>
internal static class RunName
{
    /// <summary>What a command's help says of it.</summary>
    public const string Description = "The run's directory, or its identifier in 'runs'.";

    /// <summary>What the help of a command says that reads the logs of any program.</summary>
    public const string LogsDescription = "A run's directory or its identifier in 'runs', or a directory with runs in it, of any program that writes TensorBoard's event files.";

    private const string Runs = "runs";

    /// <summary>The directory of a run.</summary>
    /// <exception cref="Configuration.ConfigException">There is none.</exception>
    public static string Find(string run)
    {
        try
        {
            return new ExperimentManager(Runs).Find(run);
        }
        catch (DirectoryNotFoundException e)
        {
            throw UserError.Of(e.Message);
        }
    }

    /// <summary>A directory with logs in it, which need not be one of our runs; what is none is the identifier of one.</summary>
    /// <exception cref="Configuration.ConfigException">There is neither.</exception>
    public static string FindLogs(string directory) => Directory.Exists(directory) ? directory : Find(directory);

    /// <summary>A directory in other words: absolute, its links followed, so that two names of one are seen to be that.</summary>
    public static string RealPath(string directory)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        string real = Path.Combine(RealPath(parent), Path.GetFileName(path));
        return Directory.ResolveLinkTarget(real, returnFinalTarget: true) is { } target ? RealPath(target.FullName) : real;
    }
}
