using Hamlet.Algorithms;
using Hamlet.Randomness;
using Hamlet.Training.Experiments;

namespace Hamlet.Training.Evaluation;

/// <summary>
/// Measures policies on fresh episodes of an experiment's environment, which no training has seen: every policy on the same ones. With the
/// experiment's own seed they are those of the closing lines of a training.
/// </summary>
/// <param name="experiment">The experiment.</param>
/// <param name="episodes">How many.</param>
/// <param name="seed">What they follow from.</param>
public sealed class PolicyTrial(Experiment experiment, int episodes, ulong seed)
{
    private const string EpisodeStream = "final evaluation";
    private const string RandomStream = "random policy";

    private readonly RandomStreams _streams = new(seed);

    /// <summary>Where replays of the episodes are kept: a directory <c>replays</c> in it. Null for nowhere.</summary>
    public string? ReplayDirectory { get; init; }

    /// <summary>The clock that stamps replays.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Measures a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="agent">Its name, for replays.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">A replay could not be written.</exception>
    public EvaluationResult Measure(IPolicy policy, string agent, CancellationToken token = default)
    {
        Evaluator evaluator = CreateEvaluator();
        try
        {
            return Measure(evaluator, policy, agent, token);
        }
        finally
        {
            // A world that cannot be closed says so when the one of the training is, and changes nothing of what was measured.
            Closing.Quietly(evaluator);
        }
    }

    /// <summary>Measures uniformly random allowed actions.</summary>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public EvaluationResult MeasureRandom(CancellationToken token = default)
    {
        Evaluator evaluator = CreateEvaluator();
        try
        {
            using var policy = new RandomPolicy(evaluator.Environment, _streams.Create(RandomStream));
            return evaluator.Run(policy, token);
        }
        finally
        {
            Closing.Quietly(evaluator);
        }
    }

    private EvaluationResult Measure(Evaluator evaluator, IPolicy policy, string agent, CancellationToken token)
    {
        if (ReplayDirectory is not { } directory)
        {
            return evaluator.Run(policy, token);
        }

        using var recorder = new EvaluationRecorder(directory, agent, evaluator.Environment, episodes, Time);
        EvaluationResult result = evaluator.Run(policy, token, recorder);
        recorder.Dispose();
        return recorder.Failure is { } reason ? throw new IOException($"The replays could not be written: {reason.Message}", reason) : result;
    }

    // A new one each time: every policy is measured on the same episodes.
    private Evaluator CreateEvaluator() =>
        new(rows => experiment.CreateEnvironment(rows, _streams.Scope(EpisodeStream)), episodes, experiment.Evaluation.MaxSteps);
}
