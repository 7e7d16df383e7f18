using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Hamlet.Hosting.Input;
using Hamlet.Live;
using Hamlet.Live.Protocol;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Commands;

/// <summary>Shows policies at play until a signal ends it.</summary>
/// <param name="io">What the command works with.</param>
internal sealed class LiveSession(HostIo io)
{
    private const string WorldStream = "live";

    public async Task<int> RunAsync(string run, string checkpoint, LiveRequest request, ulong? seed)
    {
        string directory = RunName.Find(run);
        IReadOnlyList<PolicyFile> files = PolicySource.Read(directory, checkpoint);
        Experiment experiment = new ExperimentSource { File = Path.Combine(directory, "config.yaml"), IsOfRun = true }.Load(io.Catalog);
        EnvironmentSpec environment = ExperimentCheck.EnvironmentOf(experiment);
        foreach (PolicyFile file in files)
        {
            PolicyLoading.CheckFit(file, environment);
        }

        PolicySource.TellLeftOut(io, experiment, files);
        using IBackend backend = experiment.Backend.Create(new BackendContext { Device = experiment.BackendHost.Device, Source = experiment.BackendHost.Source });
        (string Agent, IPolicy Policy)[] policies = [.. files.Select(file => (file.Agent, PolicyLoading.Load(file, backend, io.Catalog)))];
        IEnvironment world = experiment.CreateEnvironment(policies.Length, new RandomStreams(seed ?? experiment.Options.Seed).Scope(WorldStream));
        using var signals = new Signals();
        LiveOptions options = experiment.Sinks.Select(static s => s.Sink.Options).OfType<LiveOptions>().FirstOrDefault() ?? new LiveOptions();
        await using LiveViewer viewer = await LiveViewer
            .StartAsync(request.Of(options), directory, experiment.Options.Name, world, policies, new ShownCheckpoint(PolicySource.NameOf(directory, checkpoint), files[0].Step))
            .ConfigureAwait(false);
        io.Out.WriteLine($"Live: {viewer.Url} ({Signals.HowToEnd})");
        await Task.Factory.StartNew(() => viewer.Run(signals.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .ConfigureAwait(false);
        // To be looked at for as long as one likes, and then ended: that is no interruption.
        return ExitCode.Done;
    }
}
