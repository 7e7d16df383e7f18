using Hamlet.Live;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.Training;
using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Commands;

/// <summary>The outputs of a run, opened, and the log that leads to them.</summary>
internal sealed class RunOutputs : IDisposable
{
    private readonly IReadOnlyList<NamedSink> _sinks;

    private RunOutputs(IReadOnlyList<NamedSink> sinks, MetricLog log)
    {
        Log = log;
        _sinks = sinks;
        UseTerminal = sinks.Any(static s => s.Sink.UsesTerminal);
    }

    /// <summary>The way into them.</summary>
    public MetricLog Log { get; }

    /// <summary>
    /// The commands with which a person looks at them. To be asked when they are closed: some know only then where their run is to be seen.
    /// </summary>
    public IReadOnlyList<string> OpenCommands => [.. _sinks.Select(static s => s.Sink.OpenCommand).OfType<string>()];

    /// <summary>Those that look at the training itself, too.</summary>
    public IEnumerable<IWatchingSink> Watching => _sinks.Select(static s => s.Sink).OfType<IWatchingSink>();

    /// <summary>Whether one prints while training goes on.</summary>
    public bool UseTerminal { get; }

    public static RunOutputs Open(Experiment experiment, RunDirectory run, RunFailures failures, TimeProvider time, LiveRequest? live = null)
    {
        var context = new SinkContext
        {
            RunDirectory = run.Path,
            RunId = run.Id,
            Experiment = experiment.Options.Name,
            Agents = experiment.MetricAgents,
            Configuration = run.Configuration.Text,
            Sweep = experiment.Sweep,
            Time = time,
        };
        var sinks = new List<NamedSink>();
        try
        {
            foreach ((BoundPlugin<IMetricSink, SinkContext> sink, bool enabled) in experiment.Sinks)
            {
                if (enabled || (live is not null && sink.Options is LiveOptions))
                {
                    sinks.Add(new NamedSink(sink.Plugin.Name, Create(sink, context, live)));
                }
            }
        }
        catch
        {
            sinks.ForEach(static open => Closing.Quietly(open.Sink));
            throw;
        }

        var log = new MetricLog(sinks, new MetricLogOptions { Agents = experiment.MetricAgents, Time = time, OnSinkFailed = failures.Report });
        return new RunOutputs(sinks, log);
    }

    public void Dispose() => Log.Dispose();

    private static IMetricSink Create(BoundPlugin<IMetricSink, SinkContext> sink, SinkContext context, LiveRequest? live) =>
        live is not null && sink.Options is LiveOptions options ? new LiveSink(live.Of(options), context) : sink.Create(context);
}
