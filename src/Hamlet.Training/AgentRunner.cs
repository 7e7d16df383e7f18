using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Training.Evaluation;
using Hamlet.Training.Experiments;
using Hamlet.Training.Metrics;

namespace Hamlet.Training;

/// <summary>One agent while it trains: its algorithm, its rows, its episodes, its best policy.</summary>
internal sealed class AgentRunner : IDisposable
{
    private readonly MetricLog _metrics;
    private readonly TagName _evaluationName;
    private readonly int _logFrequency;
    private readonly long _totalEpisodes;

    public AgentRunner(int index, string id, IAlgorithm algorithm, int firstRow, int rows, MetricLog metrics, TagName evaluationName, Experiment experiment)
    {
        Index = index;
        Id = id;
        Algorithm = algorithm;
        FirstRow = firstRow;
        Rows = rows;
        _metrics = metrics;
        _evaluationName = evaluationName;
        _logFrequency = experiment.Metrics.LogFrequency;
        _totalEpisodes = experiment.Training.NumEpisodes ?? long.MaxValue;
    }

    public int Index { get; }

    public string Id { get; }

    public IAlgorithm Algorithm { get; }

    public int FirstRow { get; }

    public int Rows { get; }

    public long Episodes { get; private set; }

    /// <summary>Whether the agent has made all the episodes that were asked for: it waits for the others.</summary>
    public bool Done => Episodes >= _totalEpisodes;

    public EpisodeWindow Window { get; } = new();

    public IPolicy? Best { get; private set; }

    public long? BestStep { get; private set; }

    public double BestReturn { get; private set; } = double.NegativeInfinity;

    /// <summary>Counts the episodes that ended in this step, by row; returns how many.</summary>
    public int CountEpisodes(EnvironmentRows rows, EpisodeTracker tracker, long step, List<TrainingObserver> observers)
    {
        int ended = 0;
        bool logged = false;
        for (int row = 0; row < rows.Count && !Done; row++)
        {
            if (!rows.Terminated[row] && !rows.Truncated[row])
            {
                continue;
            }

            (double total, int length) = tracker.Take(rows.First + row);
            Window.Add(total, length);
            if (Episodes % _logFrequency == 0)
            {
                logged = true;
                _metrics.Log(new EpisodeMetrics
                {
                    Step = step,
                    Episode = Episodes,
                    Agent = Index,
                    SurvivalTime = length,
                    TotalReward = total,
                    ExtrinsicReward = total,
                    Epsilon = Algorithm.ExplorationRate,
                });
            }

            var episode = new FinishedEpisode(Episodes, total, length);
            foreach (TrainingObserver observer in observers)
            {
                observer.OnEpisodeEnd(this, rows, row, episode, step);
            }

            Episodes++;
            ended++;
            _metrics.SetEpisode(Index, Episodes);
        }

        if (logged)
        {
            // Once for all episodes that ended in this step: steps rise strictly within a tag.
            _metrics.Log(new RewardMetrics { Step = step, Agent = Index, Mean = Window.MeanReturn, MeanLength = Window.MeanLength });
        }

        return ended;
    }

    /// <summary>Measures the greedy policy and keeps it if it is the best so far; of equal ones the later, which has learned longer.</summary>
    public EvaluationResult Evaluate(Evaluator evaluator, long step, CancellationToken token)
    {
        IPolicy policy = Algorithm.CreatePolicy();
        EvaluationResult result;
        try
        {
            result = evaluator.Run(policy, token);
        }
        catch
        {
            policy.Dispose();
            throw;
        }

        _metrics.Log(new EvaluationMetrics
        {
            Step = step,
            Agent = Index,
            Name = _evaluationName,
            MeanReturn = result.MeanReturn,
            StdReturn = result.StdReturn,
            MeanLength = result.MeanLength,
            NumTrials = result.Episodes,
            SuccessTrials = result.Successes,
            FailTrials = result.Episodes - result.Successes,
            SuccessRate = result.SuccessRate,
            SuccessPrecision = result.SuccessPrecision,
        });
        if (result.MeanReturn >= BestReturn)
        {
            Best?.Dispose();
            Best = policy;
            BestStep = step;
            BestReturn = result.MeanReturn;
        }
        else
        {
            policy.Dispose();
        }

        return result;
    }

    /// <summary>Logs the closing measurement.</summary>
    public void LogFinal(long step, EvaluationResult? best, EvaluationResult final, EvaluationResult random) =>
        _metrics.Log(new FinalEvaluationMetrics
        {
            Step = step,
            Agent = Index,
            Name = _evaluationName,
            BestMeanReturn = best?.MeanReturn,
            BestMeanLength = best?.MeanLength,
            FinalMeanReturn = final.MeanReturn,
            FinalMeanLength = final.MeanLength,
            RandomMeanReturn = random.MeanReturn,
            RandomMeanLength = random.MeanLength,
        });

    /// <summary>What became of it.</summary>
    public AgentResult Result(EvaluationResult? best = null, EvaluationResult? final = null, EvaluationResult? random = null) =>
        new(Id, Episodes, Window, BestStep, best, final, random) { BestReturn = BestStep is null ? null : BestReturn };

    public void Dispose()
    {
        Best?.Dispose();
        Algorithm.Dispose();
    }
}
