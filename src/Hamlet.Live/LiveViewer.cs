using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Live.Metrics;
using Hamlet.Live.Protocol;
using Hamlet.Live.Server;
using Hamlet.Live.Watching;

namespace Hamlet.Live;

/// <summary>The page of policies that are done learning: they play in a world of their own, beside the curves of their training.</summary>
internal sealed class LiveViewer : IAsyncDisposable
{
    private static readonly TimeSpan s_endWithin = TimeSpan.FromSeconds(2);

    private readonly PolicyShow _show;
    private readonly ShowHub _hub;
    private readonly PageServer _server;

    private LiveViewer(PolicyShow show, ShowHub hub, PageServer server) => (_show, _hub, _server) = (show, hub, server);

    /// <summary>Where the page is.</summary>
    public string Url => _server.Url;

    /// <summary>Starts the server.</summary>
    /// <param name="options">Where, and how often the world is shown.</param>
    /// <param name="run">The run's directory, for its curves.</param>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="world">A row for each policy; it becomes the viewer's.</param>
    /// <param name="policies">The policies with their agents' names; they become the viewer's.</param>
    /// <param name="checkpoint">Where the policies come from, if that is known.</param>
    /// <exception cref="ConfigException">The port is taken.</exception>
    public static async Task<LiveViewer> StartAsync(
        LiveOptions options,
        string run,
        string experiment,
        IEnvironment world,
        IReadOnlyList<(string Agent, IPolicy Policy)> policies,
        ShownCheckpoint? checkpoint = null)
    {
        var show = new PolicyShow(world, policies);
        var curves = new LiveCurves([.. policies.Select(static p => p.Agent)]);
        LoggedCurves.Read(run, curves);
        var hub = new ShowHub(show, new ShowTitle(experiment, Path.GetFileName(Path.GetFullPath(run)), checkpoint), curves, options.FramesPerSecond);
        try
        {
            return new LiveViewer(show, hub, await PageServer.StartAsync(options, new ShowSite(hub)).ConfigureAwait(false));
        }
        catch (IOException e)
        {
            await hub.DisposeAsync().ConfigureAwait(false);
            show.Dispose();
            throw new ConfigException(new ConfigSpan("live", 0, 0), PageServer.ProblemOf(options, e, "--port"));
        }
    }

    /// <summary>Plays until the token ends it.</summary>
    public void Run(CancellationToken token) => _show.Run(token);

    /// <summary>Ends the page within seconds, whatever visitors do and however long a plugin's world takes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        await Ending.WithinAsync(
            () =>
            {
                _show.Dispose();
                return Task.CompletedTask;
            },
            s_endWithin).ConfigureAwait(false);
    }
}
