using Hamlet.Metrics;
using Hamlet.Outputs.Remote;
using Hamlet.State;

namespace Hamlet.Outputs.MLflow;

/// <summary>The runs that a checkpoint belongs to, and how far they are to be kept.</summary>
internal sealed class MlflowResume
{
    private const string Files = "files";
    private const string Server = "server";

    private readonly List<FileRunState> _files = [];
    private SpoolState? _spool;

    private MlflowResume()
    {
    }

    /// <summary>The first run's identifier.</summary>
    public required string RunId { get; init; }

    /// <summary>Its parameters, a line each.</summary>
    public required string Params { get; init; }

    /// <summary>By run: the names of metrics by tag.</summary>
    public List<(string Tag, string Key)[]> Keys { get; } = [];

    /// <summary>What kind of store a run is kept in.</summary>
    public static string KindOf(MlflowSettings settings) => settings.Server is null ? Files : Server;

    /// <summary>Reads a state.</summary>
    /// <returns>It, or null where the runs are now kept elsewhere: there a new one begins.</returns>
    /// <exception cref="StateException">The runs are gone or damaged.</exception>
    public static MlflowResume? Read(StateReader reader, MlflowSettings settings, SinkContext context)
    {
        if (reader.ReadText("kind") != KindOf(settings))
        {
            return null;
        }

        var resume = new MlflowResume { RunId = reader.ReadText("run_id_0"), Params = reader.ReadText("params") };
        for (int i = 0; i < reader.ReadInt64("runs"); i++)
        {
            resume.Keys.Add([.. reader.ReadText($"keys_{i}").Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => line.Split('\t')).Select(static pair => (pair[0], pair[1]))]);
            if (settings.Server is null)
            {
                var run = new FileRunState();
                reader.Read($"run_{i}", run);
                resume._files.Add(run);
            }
        }

        if (settings.Server is not null)
        {
            resume._spool = new SpoolState(context.RunDirectory);
            reader.Read("spool", resume._spool);
        }

        return resume;
    }

    /// <summary>Parameters as one text, to be compared.</summary>
    public static string TextOf(IEnumerable<(string Key, string Value)> parameters) =>
        string.Join('\n', parameters.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}"));

    /// <summary>Finds the runs that an earlier process has begun, without what it logged; null if there are none that can be read.</summary>
    public static MlflowResume? FindBeginning(MlflowSettings settings, SinkContext context)
    {
        try
        {
            return settings.Server is null ? FilesOf(context) : SpoolOf(context);
        }
        catch (StateException)
        {
            return null; // Then new ones begin.
        }
    }

    /// <summary>Goes on with the runs.</summary>
    public IMlflowTarget Continue(MlflowSettings settings, SinkContext context) => _spool is { } spool
        ? SpoolTarget.Continue(settings, context, spool)
        : FileStore.Continue(settings, context, _files);

    private static MlflowResume? FilesOf(SinkContext context)
    {
        List<FileRunState> runs = [.. FileStore.Begun(context.RunDirectory).Select(FileRunState.Beginning)];
        return runs.Count == 0 ? null : Of(Path.GetFileName(runs[0].Directory), FileRun.Params(runs[0].Directory), runs, null);
    }

    private static MlflowResume? SpoolOf(SinkContext context)
    {
        string? path = UploadState.Newest(context.RunDirectory, $"{MlflowUpload.Kind}-").FirstOrDefault();
        if (path is null)
        {
            return null;
        }

        var spool = new SpoolState(context.RunDirectory) { Name = Path.GetFileNameWithoutExtension(path) };
        List<(string, string)> parameters = spool.FindBeginning();
        return spool.Runs == 0 ? null : Of($"{spool.Name}:0", parameters, [], spool);
    }

    private static MlflowResume Of(string runId, IEnumerable<(string, string)> parameters, List<FileRunState> files, SpoolState? spool)
    {
        var resume = new MlflowResume { RunId = runId, Params = TextOf(parameters), _spool = spool };
        resume._files.AddRange(files);
        int runs = spool?.Runs ?? files.Count;
        resume.Keys.AddRange(Enumerable.Repeat(Array.Empty<(string, string)>(), runs));
        return resume;
    }
}
