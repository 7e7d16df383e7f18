using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.Training.Evaluation;

/// <summary>
/// Measures policies on an environment of its own: as many rows as episodes, one episode each, so that short episodes are not counted
/// more often than long ones. Each call plays new episodes of the same streams.
/// </summary>
public sealed class Evaluator : IStateful, IDisposable
{
    private readonly IEnvironment _environment;
    private readonly EnvironmentBatch _batch;
    private readonly EpisodeTracker _tracker;
    private readonly double[] _returns;
    private readonly int[] _lengths;
    private readonly bool[] _done;

    /// <summary>Makes the environment.</summary>
    /// <param name="create">Makes an environment of so many rows, the evaluator's own.</param>
    /// <param name="episodes">Episodes of each evaluation.</param>
    public Evaluator(Func<int, IEnvironment> create, int episodes)
    {
        _environment = create(episodes);
        _batch = new EnvironmentBatch(_environment.Spec, episodes);
        _tracker = new EpisodeTracker(episodes);
        _returns = new double[episodes];
        _lengths = new int[episodes];
        _done = new bool[episodes];
    }

    /// <summary>Plays one new episode a row.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public EvaluationResult Run(IPolicy policy, CancellationToken token = default)
    {
        EnvironmentRows rows = _batch.All;
        _environment.Reset(rows);
        policy.Reset();
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
            _environment.Step(rows);
            _tracker.Add(rows);
            for (int row = 0; row < rows.Count; row++)
            {
                if (!rows.Terminated[row] && !rows.Truncated[row])
                {
                    continue;
                }

                FinishedEpisode episode = _tracker.Take(row, number: 0);
                if (!_done[row])
                {
                    _done[row] = true;
                    _returns[row] = episode.Return;
                    _lengths[row] = episode.Length;
                    truncations += rows.Truncated[row] && !rows.Terminated[row] ? 1 : 0;
                    successes += _environment.Spec.IsSuccess(rows.EndReasons[row]) ? 1 : 0;
                    left--;
                }
            }
        }

        return new EvaluationResult([.. _returns], [.. _lengths], truncations, _environment.Spec.SuccessReasons.Count > 0 ? successes : null);
    }

    /// <summary>Writes where its streams are: the next call plays the same episodes after a resume.</summary>
    public void SaveState(StateWriter writer) => writer.Write("environment", _environment);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => reader.Read("environment", _environment);

    /// <inheritdoc/>
    public void Dispose() => _environment.Dispose();
}
