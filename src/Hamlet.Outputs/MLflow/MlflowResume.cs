using Hamlet.Metrics;
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

    /// <summary>Goes on with the runs.</summary>
    public IMlflowTarget Continue(MlflowSettings settings, SinkContext context) => _spool is { } spool
        ? SpoolTarget.Continue(settings, context, spool)
        : FileStore.Continue(settings, context, _files);
}
