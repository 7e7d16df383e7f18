using System.Diagnostics;
using Hamlet.Algorithms;
using Hamlet.Environments;

namespace Hamlet.Live.Watching;

/// <summary>Shows policies that are done learning, each in a world of its own, as slowly as a person likes. Owns the world and the policies.</summary>
internal sealed class PolicyShow : IShow, IDisposable
{
    // At speed 1; the original's pace.
    private const double StepsPerSecond = 5;

    private readonly IEnvironment _world;
    private readonly EnvironmentBatch _batch;
    private readonly IReadOnlyList<IPolicy> _policies;
    private readonly Stage _stage;
    private readonly PauseGate _gate = new();
    private double _speed = 1;
    private int _reset;
    private long _step;

    /// <summary>Makes a show of a world with a row for each policy.</summary>
    /// <param name="world">The world.</param>
    /// <param name="policies">The policies with their agents' names, in the order of the rows.</param>
    public PolicyShow(IEnvironment world, IReadOnlyList<(string Agent, IPolicy Policy)> policies)
    {
        _world = world;
        _policies = [.. policies.Select(static p => p.Policy)];
        _batch = new EnvironmentBatch(world.Spec, policies.Count);
        _stage = new Stage(world, _batch, [.. policies.Select(static (p, row) => new Actor(p.Agent, row, 1) { Decisions = p.Policy as IDecisions })]);
        world.Reset(_batch.All);
    }

    /// <inheritdoc/>
    public string Mode => "viewer";

    /// <inheritdoc/>
    public Stage? Stage => _stage;

    /// <inheritdoc/>
    public string Status => _gate.IsHeld ? "paused" : "playing";

    /// <inheritdoc/>
    public long? TotalSteps => null;

    /// <inheritdoc/>
    public long? TotalEpisodes => null;

    /// <inheritdoc/>
    public double? Speed => Volatile.Read(ref _speed);

    /// <inheritdoc/>
    public IReadOnlyList<string> Commands { get; } = ["pause", "resume", "step", "set_speed", "reset"];

    /// <summary>Plays, episode after episode, until the token ends it.</summary>
    public void Run(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            long start = Stopwatch.GetTimestamp();
            Step();
            Wait(start, token);
            _gate.Pass(Glance, token);
        }
    }

    /// <inheritdoc/>
    public string? Do(ShowCommand command)
    {
        switch (command.Name)
        {
            case "pause":
                _gate.Pause();
                break;
            case "resume" or "play":
                _gate.Resume();
                break;
            case "step":
                _gate.Step(command.Count);
                break;
            case "set_speed":
                Volatile.Write(ref _speed, command.Speed);
                break;
            default:
                Volatile.Write(ref _reset, 1);
                break;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IPolicy policy in _policies)
        {
            policy.Dispose();
        }

        _world.Dispose();
    }

    private void Step()
    {
        ResetIfAsked();
        for (int row = 0; row < _policies.Count; row++)
        {
            _policies[row].Act(_batch.Slice(row, 1));
        }

        _world.Step(_batch.All);
        _stage.Step(++_step, 0);
    }

    // In short pieces: a frame that is asked for, another speed and a command wait no longer than one of them.
    private void Wait(long start, CancellationToken token)
    {
        while (!token.IsCancellationRequested && !_gate.IsPaused)
        {
            double left = (1 / (StepsPerSecond * Volatile.Read(ref _speed))) - Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (left <= 0)
            {
                return;
            }

            Glance();
            Thread.Sleep(TimeSpan.FromSeconds(Math.Min(left, 0.015)));
        }
    }

    private void Glance()
    {
        ResetIfAsked();
        _stage.FillIfAsked(_step, 0);
    }

    private void ResetIfAsked()
    {
        if (Interlocked.Exchange(ref _reset, 0) == 1)
        {
            _world.Reset(_batch.All);
            foreach (IPolicy policy in _policies)
            {
                policy.Reset();
            }

            _stage.Restart();
            // Another moment than the one before, though no step led to it.
            _step++;
        }
    }
}
