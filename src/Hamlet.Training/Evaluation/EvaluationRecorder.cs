using Hamlet.Environments;
using Hamlet.Training.Replays;

namespace Hamlet.Training.Evaluation;

/// <summary>Keeps the episodes of an evaluation as replays, numbered by rows.</summary>
internal sealed class EvaluationRecorder : IDisposable
{
    private readonly string _agent;
    private readonly TimeProvider _time;
    private readonly ReplayWriter _writer;
    private readonly ReplayTape[] _tapes;

    /// <summary>Begins with the first episode of every row.</summary>
    /// <param name="directory">Where the directory of the replays is made.</param>
    /// <param name="agent">Whose policy it is.</param>
    /// <param name="spec">What the environment is like.</param>
    /// <param name="episodes">As many as rows.</param>
    /// <param name="time">The clock that stamps the files.</param>
    public EvaluationRecorder(string directory, string agent, EnvironmentSpec spec, int episodes, TimeProvider time)
    {
        _agent = agent;
        _time = time;
        _writer = new ReplayWriter(directory, gzip: false, spec, onFailed: null);
        _tapes = [.. Enumerable.Range(0, episodes).Select(_ => new ReplayTape(spec))];
        foreach (ReplayTape tape in _tapes)
        {
            tape.Begin(recording: true);
        }
    }

    /// <summary>Why nothing was written any more, or null; final once this is disposed.</summary>
    public Exception? Failure => _writer.Failure;

    /// <summary>The policy has chosen.</summary>
    public void OnActions(EnvironmentRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (_tapes[row].Recording)
            {
                _tapes[row].AddChoice(rows, row);
            }
        }
    }

    /// <summary>The environment has stepped.</summary>
    public void OnStep(EnvironmentRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (_tapes[row].Recording)
            {
                _tapes[row].AddReward(rows.Rewards[row]);
            }
        }
    }

    /// <summary>The episode of a row has ended; those that follow in the row are not of the evaluation.</summary>
    public void OnEnd(EnvironmentRows rows, int row, FinishedEpisode episode)
    {
        _writer.Add(_tapes[row].ToEpisode(_agent, episode with { Number = row }, rows, row, _time.GetUtcNow()));
        _tapes[row].Begin(recording: false);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
