using Hamlet.Algorithms;
using Hamlet.Algorithms.Ppo;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.State;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms.Ppo;

/// <summary>One PPO agent with the managed backend in one environment, stepped as the trainer would.</summary>
internal sealed class PpoSession : IDisposable
{
    private readonly IEnvironment _environment;

    public PpoSession(IEnvironment environment, PpoOptions options, long totalSteps = 10_000, ulong seed = 1, MetricLog? metrics = null)
    {
        _environment = environment;
        Progress = new TrainingProgress { TotalSteps = totalSteps };
        Batch = new EnvironmentBatch(environment.Spec, environment.Rows);
        var backend = new ManagedBackend(new ManagedBackendOptions(), new BackendContext());
        Agent = new PpoAlgorithm(
            options, Session.Context(environment.Spec, environment.Rows, backend, seed, metrics) with { Progress = Progress });
        environment.Reset(Batch.All);
    }

    public TrainingProgress Progress { get; }

    public EnvironmentBatch Batch { get; }

    public PpoAlgorithm Agent { get; }

    public void Run(long steps)
    {
        for (long end = Progress.Step + steps; Progress.Step < end;)
        {
            EnvironmentRows rows = Batch.All;
            Agent.Act(rows);
            _environment.Step(rows);
            Progress.Step += rows.Count;
            Agent.Observe(rows);
        }
    }

    /// <summary>Goes on where another one stands, in an environment that was made anew.</summary>
    public void ContinueFrom(PpoSession other)
    {
        StateTree.Save(other.Agent).Load(Agent);
        StateTree.Save(other._environment).Load(_environment);
        other.Batch.All.Observations.CopyTo(Batch.All.Observations);
        other.Batch.All.Masks.CopyTo(Batch.All.Masks);
        Progress.Step = other.Progress.Step;
    }

    public float[] Parameters()
    {
        StateTree networks = StateTree.Save(Agent).Children["networks"];
        return [.. networks.Children.Values.SelectMany(static c => c.Values.Values).OfType<float[]>().SelectMany(static v => v)];
    }

    public void Dispose() => Agent.Dispose();
}
