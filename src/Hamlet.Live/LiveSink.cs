using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.Live.Metrics;
using Hamlet.Live.Protocol;
using Hamlet.Live.Server;
using Hamlet.Live.Watching;
using Hamlet.Metrics;
using Hamlet.State;

namespace Hamlet.Live;

/// <summary>
/// The output <c>live</c>: a page that shows the training while it goes on. Curves come from the log like those of every output, the world from
/// <see cref="Watcher"/>.
/// </summary>
[Sink("live")]
public sealed class LiveSink : IMetricSink, IWatchingSink
{
    private readonly LiveCurves _curves;
    private readonly ShowHub _hub;
    private readonly PageServer _server;
    private readonly TrainingWatcher _watcher = new();
    private bool _disposed;

    /// <summary>Starts the server.</summary>
    /// <exception cref="ConfigException">The port is taken, or the address is none of this machine.</exception>
    public LiveSink(LiveOptions options, SinkContext context)
    {
        _curves = new LiveCurves(context.Agents.Names);
        _hub = new ShowHub(_watcher, new ShowTitle(context.Experiment, context.RunId), _curves, options.FramesPerSecond);
        try
        {
            _server = PageServer.StartAsync(options, new ShowSite(_hub)).GetAwaiter().GetResult();
        }
        catch (IOException e)
        {
            _hub.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw new ConfigException(new ConfigSpan("live", 0, 0), PageServer.ProblemOf(options, e, "--live"));
        }
    }

    /// <summary>Where the page is.</summary>
    public string Url => _server.Url;

    /// <inheritdoc/>
    public ICallback Watcher => _watcher;

    /// <inheritdoc/>
    public string? Notice => $"Live: {Url}";

    /// <inheritdoc/>
    public void Write(in MetricEntry entry) => _curves.Add(in entry);

    /// <inheritdoc/>
    public void Flush()
    {
        // Visitors are told in their own time.
    }

    /// <summary>There is nothing to continue: the page of a resumed run begins with what happens from then on; the board has all of it.</summary>
    public void SaveState(StateWriter writer)
    {
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _hub.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    internal ShowHub Hub => _hub;

    internal int Port => _server.Port;
}
