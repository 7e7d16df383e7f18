using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Plugins;
using Hamlet.Randomness;

namespace Hamlet.Training.Evaluation;

/// <summary>
/// Measures policies on an environment of its own: as many rows as episodes, one episode each, so that short episodes are not counted
/// more often than long ones. Each call plays new episodes of the same streams.
/// </summary>
public sealed class Evaluator : IDisposable
{
    private readonly IEnvironment _environment;
    private readonly EnvironmentBatch _batch;
    private readonly EpisodeTracker _tracker;
    private readonly double[] _returns;
    private readonly int[] _lengths;
    private readonly bool[] _done;

    /// <summary>Makes the environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="episodes">Episodes of each evaluation.</param>
    /// <param name="streams">Where its episodes come from.</param>
    /// <param name="maxSteps">The step limit that the user asked for, or null.</param>
    public Evaluator(BoundPlugin<IEnvironment, EnvironmentContext> environment, int episodes, RandomStreams streams, int? maxSteps)
    {
        _environment = environment.Create(new EnvironmentContext { Rows = episodes, Streams = streams, MaxSteps = maxSteps });
        _batch = new EnvironmentBatch(_environment.Spec, episodes);
        _tracker = new EpisodeTracker(episodes);
        _returns = new double[episodes];
        _lengths = new int[episodes];
        _done = new bool[episodes];
    }

    /// <summary>What the environment is like.</summary>
    public EnvironmentSpec Environment => _environment.Spec;

    /// <summary>Plays one new episode a row.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public EvaluationResult Run(IPolicy policy, CancellationToken token = default) => Run(policy, token, recorder: null);

    internal EvaluationResult Run(IPolicy policy, CancellationToken token, EvaluationRecorder? recorder)
    {
        EnvironmentRows rows = _batch.All;
        _environment.Reset(rows);
        policy.Reset();
        _tracker.Clear();
        _done.AsSpan().Clear();
        int left = rows.Count;
        int truncations = 0;
        int successes = 0;
        while (left > 0)
        {
            token.ThrowIfCancellationRequested();
            policy.Act(rows);
            recorder?.OnActions(rows);
            _environment.Step(rows);
            recorder?.OnStep(rows);
            _tracker.Add(rows);
            for (int row = 0; row < rows.Count; row++)
            {
                if (!rows.Terminated[row] && !rows.Truncated[row])
                {
                    continue;
                }

                (double total, int length) = _tracker.Take(row);
                if (!_done[row])
                {
                    _done[row] = true;
                    _returns[row] = total;
                    _lengths[row] = length;
                    truncations += rows.Truncated[row] && !rows.Terminated[row] ? 1 : 0;
                    successes += _environment.Spec.IsSuccess(rows.EndReasons[row]) ? 1 : 0;
                    left--;
                    recorder?.OnEnd(rows, row, total, length);
                }
            }
        }

        return new EvaluationResult([.. _returns], [.. _lengths], truncations, _environment.Spec.SuccessReasons.Count > 0 ? successes : null);
    }

    /// <inheritdoc/>
    public void Dispose() => _environment.Dispose();
}
