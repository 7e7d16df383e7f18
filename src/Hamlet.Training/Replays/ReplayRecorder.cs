using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Randomness;
using Hamlet.State;
using Hamlet.Training.Experiments;

namespace Hamlet.Training.Replays;

/// <summary>
/// Keeps a share of the training episodes. Whether an episode is kept is drawn when it begins, from a stream of each row's own, and nothing
/// is recorded of one that is not. The same experiment keeps the same episodes.
/// </summary>
internal sealed class ReplayRecorder : TrainingObserver
{
    /// <summary>What reports call it.</summary>
    public const string Name = "replays";

    private readonly double _rate;
    private readonly TimeProvider _time;
    private readonly ReplayWriter _writer;
    private readonly IReadOnlyList<AgentRunner> _agents;
    private readonly ReplayTape[] _tapes;
    private readonly RandomStream[] _draws;

    /// <summary>Begins with the first episode of every row.</summary>
    /// <param name="options">Which share is kept, and how.</param>
    /// <param name="runDirectory">The directory of the run.</param>
    /// <param name="environment">The environment of all rows.</param>
    /// <param name="agents">The agents.</param>
    /// <param name="rows">The rows of all agents.</param>
    /// <param name="streams">Streams for the draws alone.</param>
    /// <param name="time">The clock that stamps the files.</param>
    /// <param name="onFailed">Told once, on another thread, if nothing can be written any more.</param>
    public ReplayRecorder(
        MetricsHostOptions options,
        string runDirectory,
        IEnvironment environment,
        IReadOnlyList<AgentRunner> agents,
        int rows,
        RandomStreams streams,
        TimeProvider time,
        Action<SinkFailure>? onFailed)
    {
        _rate = options.ReplaySampleRate;
        _time = time;
        _agents = agents;
        _writer = new ReplayWriter(runDirectory, options.ReplayGzip, environment.Spec, reason => onFailed?.Invoke(Closed(reason)));
        IScene? scene = environment.Offer<IScene>();
        _tapes = [.. Enumerable.Range(0, rows).Select(_ => new ReplayTape(environment.Spec, scene))];
        _draws = [.. Enumerable.Range(0, rows).Select(row => streams.Create("episodes", row))];
        for (int row = 0; row < rows; row++)
        {
            Begin(row);
        }
    }

    /// <inheritdoc/>
    public override SinkFailure? Failure => _writer.Failure is { } reason ? Closed(reason) : null;

    /// <inheritdoc/>
    public override void OnActions(AgentRunner agent, EnvironmentRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            ReplayTape tape = _tapes[rows.First + row];
            if (tape.Recording)
            {
                tape.AddChoice(rows, row);
            }
        }
    }

    /// <inheritdoc/>
    public override void OnStep(AgentRunner agent, EnvironmentRows rows, long step)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            ReplayTape tape = _tapes[rows.First + row];
            if (tape.Recording)
            {
                tape.AddReward(rows.Rewards[row]);
            }
        }
    }

    /// <inheritdoc/>
    public override void OnEpisodeEnd(AgentRunner agent, EnvironmentRows rows, int row, FinishedEpisode episode, long step)
    {
        ReplayTape tape = _tapes[rows.First + row];
        if (tape.Recording)
        {
            _writer.Add(tape.ToEpisode(agent.Id, episode, rows, row, _time.GetUtcNow()));
        }

        Begin(rows.First + row);
    }

    /// <inheritdoc/>
    public override Action BeginSettle() => _writer.BeginSettle();

    /// <inheritdoc/>
    public override void SaveState(StateWriter writer)
    {
        RandomStream.Save(writer, "draws", _draws);
        for (int row = 0; row < _tapes.Length; row++)
        {
            writer.Write($"tape_{row}", _tapes[row]);
        }
    }

    /// <summary>Goes on with the episodes under way, and deletes the files of those that will end again. The agents are loaded before.</summary>
    public override void LoadState(StateReader reader)
    {
        RandomStream.Load(reader, "draws", _draws);
        foreach (AgentRunner agent in _agents)
        {
            _writer.DeleteFrom(agent.Id, agent.Episodes);
        }

        for (int row = 0; row < _tapes.Length; row++)
        {
            reader.Read($"tape_{row}", _tapes[row]);
        }
    }

    /// <inheritdoc/>
    public override void Complete() => _writer.Dispose();

    /// <inheritdoc/>
    public override void Dispose() => _writer.Dispose();

    // How many episodes would have followed is not known: none is counted.
    private static SinkFailure Closed(Exception reason) => new(Name, reason, SinkOutcome.Closed, Lost: 0);

    // A draw below 1 is taken at rate 1, and none is at 0.
    private void Begin(int row) => _tapes[row].Begin(_draws[row].NextDouble() < _rate);
}
