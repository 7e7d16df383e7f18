using System.Globalization;
using Hamlet.Algorithms;
using Hamlet.Callbacks;
using Hamlet.Curricula;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.State;
using Hamlet.Training.Metrics;

namespace Hamlet.Training;

/// <summary>One agent while it trains: its rows of the world, its episodes, its curriculum. What it learns is its <see cref="Learner"/>'s.</summary>
internal sealed class AgentRunner : ITrainingAgent, IStateful
{
    private readonly MetricLog _metrics;
    private readonly int _logFrequency;
    private readonly long _totalEpisodes;
    private readonly StageKeeper? _stages;
    private readonly TagName _number;

    /// <summary>Makes an agent that has not begun.</summary>
    /// <param name="index">Its index among the agents of the run.</param>
    /// <param name="id">Its name.</param>
    /// <param name="firstRow">The first of its rows of the world.</param>
    /// <param name="rows">How many they are.</param>
    /// <param name="stages">Its curriculum at work, or null for none.</param>
    /// <param name="metrics">Where its records go.</param>
    /// <param name="logFrequency">Every how manyth episode has a record.</param>
    /// <param name="totalEpisodes">After how many episodes it waits for the others; null for never.</param>
    public AgentRunner(
        int index, string id, int firstRow, int rows, StageKeeper? stages, MetricLog metrics, int logFrequency, long? totalEpisodes)
    {
        Index = index;
        Id = id;
        FirstRow = firstRow;
        Rows = rows;
        _stages = stages;
        _metrics = metrics;
        _logFrequency = logFrequency;
        _totalEpisodes = totalEpisodes ?? long.MaxValue;
        _number = TagName.Intern(index.ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public int Index { get; }

    /// <inheritdoc/>
    public string Id { get; }

    /// <summary>What it learns by; set when that is made.</summary>
    public Learner Learner { get; set; } = null!;

    /// <inheritdoc/>
    public IAlgorithm Algorithm => Learner.Algorithm;

    /// <inheritdoc/>
    public int FirstRow { get; }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public long Episodes { get; private set; }

    /// <summary>Whether the agent has made all the episodes that were asked for: it waits for the others.</summary>
    public bool Done => Episodes >= _totalEpisodes;

    /// <summary>The last step in which it logged how it does, or -1.</summary>
    public long LastReport { get; private set; } = -1;

    /// <summary>Its last episodes.</summary>
    public EpisodeWindow Window { get; } = new();

    /// <inheritdoc/>
    public double MeanReturn => Window.MeanReturn;

    /// <inheritdoc/>
    public double MeanLength => Window.MeanLength;

    /// <summary>Tells the world the stage that the first episodes are of.</summary>
    public void Begin() => _stages?.Begin();

    /// <summary>A step begins: what is logged of it is of the episode that is under way.</summary>
    public void BeginStep() => _metrics.SetEpisode(Index, Episodes);

    /// <summary>Counts the episodes that ended in this step, by row; returns how many.</summary>
    /// <param name="rows">Its rows of the world.</param>
    /// <param name="tracker">What the episodes came to.</param>
    /// <param name="step">Environment steps of the run.</param>
    /// <param name="listeners">Who is told of each.</param>
    public int CountEpisodes(EnvironmentRows rows, EpisodeTracker tracker, long step, EpisodeListeners listeners)
    {
        int ended = 0;
        bool logged = false;
        for (int row = 0; row < rows.Count && !Done; row++)
        {
            if (!rows.Terminated[row] && !rows.Truncated[row])
            {
                continue;
            }

            // What is logged of this step from here on is of the episode that ended with it, the last one where there were several.
            _metrics.SetEpisode(Index, Episodes);
            FinishedEpisode episode = tracker.Take(rows.First + row, Episodes);
            int? stage = _stages?.End(row, episode, step, Algorithm.ActionEntropy);
            Window.Add(episode.Return, episode.Length);
            Learner.OnEpisodeEnd(episode);
            if (Episodes % _logFrequency == 0)
            {
                logged = true;
                Log(episode, stage, step);
            }

            Episodes++;
            ended++;
            listeners.Tell(this, rows, row, episode, step);
        }

        if (logged)
        {
            // Once for all episodes that ended in this step: steps rise strictly within a tag.
            LastReport = step;
            _metrics.Log(new RewardMetrics { Step = step, Agent = Index, Mean = Window.MeanReturn, MeanLength = Window.MeanLength });
            _metrics.Log(new AgentRewardMetrics { Step = step, I = _number, Mean = Window.MeanReturn });
        }

        return ended;
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("episodes", Episodes);
        writer.Write("window", Window);
        if (_stages is not null)
        {
            writer.Write("stages", _stages);
        }
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        Episodes = reader.ReadInt64("episodes");
        reader.Read("window", Window);
        if (_stages is not null)
        {
            reader.Read("stages", _stages);
        }
    }

    private void Log(FinishedEpisode episode, int? stage, long step)
    {
        bool curious = Learner.Intrinsic is not null;
        double total = episode.Return + episode.Intrinsic;
        _metrics.Log(new EpisodeMetrics
        {
            Step = step,
            Episode = episode.Number,
            Agent = Index,
            SurvivalTime = episode.Length,
            TotalReward = total,
            ExtrinsicReward = episode.Return,
            IntrinsicReward = curious ? episode.Intrinsic : null,
            IntrinsicRatio = curious && total != 0 ? episode.Intrinsic / total : null,
            Stage = stage,
            Epsilon = Algorithm.ExplorationRate,
            IntrinsicWeight = Learner.Intrinsic?.Weight,
        });
    }
}
