using System.Globalization;
using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Plugins;
using Hamlet.State;
using Hamlet.Training.Experiments;
using Hamlet.Training.Worlds;

namespace Hamlet.Training.Evaluation;

/// <summary>
/// Measures policies on an environment of its own: as many rows as episodes, one episode each, so that short episodes are not counted
/// more often than long ones. Each call plays new episodes of the same streams.
/// </summary>
public sealed class Evaluator : IStateful, IDisposable
{
    // What names a limit may count it otherwise than the checker does; what goes on for twice as long has none.
    private const int Patience = 2;
    private const string PolicyName = "the policy in an evaluation";

    private readonly IEnvironment _environment;
    private readonly EnvironmentBatch _batch;
    private readonly EpisodeTracker _tracker;
    private readonly double[] _returns;
    private readonly int[] _lengths;
    private readonly bool[] _done;
    private readonly WorldCheck _check;
    private readonly ActionCheck _chosen;
    private readonly string _name;
    private readonly long _longest;

    /// <summary>Makes the environment.</summary>
    /// <param name="create">Makes an environment of so many rows, the evaluator's own.</param>
    /// <param name="episodes">Episodes of each evaluation.</param>
    /// <param name="maxSteps">The steps after which an episode is truncated where the environment has no limit: else what never ends is never measured.</param>
    public Evaluator(Func<int, IEnvironment> create, int episodes, int maxSteps = EvaluationOptions.DefaultMaxSteps)
    {
        IEnvironment made = create(episodes);
        _environment = made.Spec.MaxSteps is null ? new TimeLimitEnvironment(made, maxSteps) : made;
        _name = $"environment '{made.Spec.Name}' in an evaluation";
        _longest = (long)Patience * _environment.Spec.MaxSteps!.Value;
        _batch = new EnvironmentBatch(_environment.Spec, episodes);
        _tracker = new EpisodeTracker(episodes);
        _returns = new double[episodes];
        _lengths = new int[episodes];
        _done = new bool[episodes];
        _chosen = new ActionCheck(_environment.Spec);
        _check = new WorldCheck(_environment.Spec, _name, WorldCheck.Remedy);
    }

    /// <summary>What the environment is like.</summary>
    public EnvironmentSpec Environment => _environment.Spec;

    /// <summary>Plays one new episode a row.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="PluginException">The world or the policy threw, the world gave what is no number, or does not end at its own limit.</exception>
    public EvaluationResult Run(IPolicy policy, CancellationToken token = default) => Run(policy, token, recorder: null);

    internal EvaluationResult Run(IPolicy policy, CancellationToken token, EvaluationRecorder? recorder)
    {
        EnvironmentRows rows = _batch.All;
        Begin(rows, policy);
        _tracker.Clear();
        _done.AsSpan().Clear();
        int left = rows.Count;
        int truncations = 0;
        int successes = 0;
        for (long step = 1; left > 0; step++)
        {
            token.ThrowIfCancellationRequested();
            if (step > _longest)
            {
                throw Endless();
            }

            Step(rows, policy, recorder);
            _check.CheckStep(rows, step);
            recorder?.OnStep(rows);
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
                    recorder?.OnEnd(rows, row, episode);
                }
            }
        }

        return new EvaluationResult([.. _returns], [.. _lengths], truncations, _environment.Spec.SuccessReasons.Count > 0 ? successes : null);
    }

    /// <summary>Writes where its streams are: the next call plays the same episodes after a resume.</summary>
    public void SaveState(StateWriter writer) => writer.Write("environment", _environment, _name);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => reader.Read("environment", _environment, _name);

    /// <inheritdoc/>
    public void Dispose() => _environment.Dispose();

    private void Begin(EnvironmentRows rows, IPolicy policy)
    {
        string who = _name;
        try
        {
            _environment.Reset(rows);
            _check.CheckReset(rows);
            who = PolicyName;
            policy.Reset();
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw PluginFault.Of(who, e);
        }
    }

    private void Step(EnvironmentRows rows, IPolicy policy, EvaluationRecorder? recorder)
    {
        string who = PolicyName;
        try
        {
            policy.Act(rows);
            int place = _chosen.Find(rows);
            if (place >= 0)
            {
                throw _chosen.Fault(PolicyName, rows, place);
            }

            recorder?.OnActions(rows);
            who = _name;
            _environment.Step(rows);
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw PluginFault.Of(who, e);
        }
    }

    private PluginException Endless()
    {
        int row = Array.IndexOf(_done, false);
        return new PluginException(string.Create(
            CultureInfo.InvariantCulture,
            $"{_name}, row {row}: its episode goes on after {_longest} steps, although the environment's step limit (MaxSteps) is {_environment.Spec.MaxSteps}"));
    }
}
