using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Training.Agents;
using Hamlet.Training.Recording;
using Hamlet.Training.Threads;

namespace Hamlet.Training;

/// <summary>
/// A step of a training: every agent acts, the world steps, every agent sees that, what is to be recorded is, and every agent learns.
/// </summary>
/// <remarks>
/// Agents do not meet in the world, so they act, see and learn on several threads where there are some. All that they have in common is done
/// between that, by the thread that trains and in the order of the agents: records, callbacks, and what goes into a replay that is shared. So
/// nothing depends on the number of threads.
/// </remarks>
internal sealed class TrainingStep
{
    private readonly TrainingParts _parts;
    private readonly TrainingStatus _status;
    private readonly PerformanceClock _clock;
    private readonly EnvironmentBatch _batch;
    private readonly TrainingProgress _progress;
    private readonly EpisodeListeners _listeners;
    private readonly TaskRewards _rewards;
    private readonly Learner[] _sharing;
    private readonly UnitWork<Learner> _act;
    private readonly UnitWork<Learner> _world;
    private readonly UnitWork<Learner> _see;
    private readonly UnitWork<Learner> _learn;

    /// <summary>Puts the parts together.</summary>
    public TrainingStep(TrainingParts parts, TrainingStatus status, PerformanceClock clock)
    {
        _parts = parts;
        _status = status;
        _clock = clock;
        _batch = parts.Batch;
        _progress = parts.Progress;
        _listeners = new EpisodeListeners(parts.Observers, parts.Session);
        _rewards = new TaskRewards(parts.Environment.Spec.Name, parts.Agents, parts.Metrics);
        var groups = parts.Replays.Groups.Select(group => Learners(group, parts)).ToList();
        _sharing = [.. groups.SelectMany(static group => group).OrderBy(static learner => learner.FirstRow)];
        _act = new UnitWork<Learner>(Each(parts.Learners), parts.Threads, Act);
        _world = new UnitWork<Learner>(Each(parts.Learners), parts.Threads, StepWorld);
        _see = new UnitWork<Learner>(Each(parts.Learners.Where(static learner => learner.HasView)), parts.Threads, See);
        _learn = new UnitWork<Learner>(Independent(parts.Learners, groups), parts.Threads, Learn);
    }

    /// <summary>Episodes since the outputs were last asked to flush.</summary>
    public long EpisodesSinceFlush { get; set; }

    /// <summary>Makes it.</summary>
    public void Run()
    {
        _clock.Begin();
        int rows = ChooseActive();
        BeginEpisodes();
        _act.Run();
        Join();
        ShowActions();
        _clock.End(PerformanceClock.Phase.Act);

        StepWorld();
        _clock.End(PerformanceClock.Phase.Environment);

        _progress.Step += rows;
        Track();
        _see.Run();
        Join();
        Record();
        _clock.End(PerformanceClock.Phase.Record);

        foreach (Learner learner in _sharing)
        {
            if (learner.IsActive)
            {
                learner.Remember(Rows(learner));
            }
        }

        _learn.Run();
        Join();
        _clock.End(PerformanceClock.Phase.Learn);

        _rewards.LogIfDue(_progress.Step);
        _clock.Count(rows);
        _progress.Episodes = FewestEpisodes();
    }

    private static IEnumerable<Learner[]> Each(IEnumerable<Learner> learners) => learners.Select(static learner => new[] { learner });

    private static Learner[] Learners(IReadOnlyList<ManagedAgent> group, TrainingParts parts) =>
        [.. group.Select(agent => parts.Learners.First(learner => learner.Id == agent.Id))];

    // Those whose learning changes what they share learn one after the other; all else does not matter to each other.
    private static IEnumerable<Learner[]> Independent(IReadOnlyList<Learner> learners, IReadOnlyList<Learner[]> groups)
    {
        var together = groups.Where(static group => ((IReplayMember)group[0].Algorithm).LearningChangesReplay).ToList();
        var inGroups = together.SelectMany(static group => group).ToHashSet();
        return [.. together, .. Each(learners.Where(learner => !inGroups.Contains(learner)))];
    }

    // Returns how many rows of the world are stepped.
    private int ChooseActive()
    {
        int rows = 0;
        foreach (Learner learner in _parts.Learners)
        {
            learner.IsActive = !learner.Done;
            rows += learner.IsActive ? learner.Rows : 0;
        }

        return rows;
    }

    private void BeginEpisodes()
    {
        foreach (AgentRunner agent in _parts.Agents)
        {
            if (agent.Learner.IsActive)
            {
                agent.BeginStep();
            }
        }
    }

    private void Act(Learner learner)
    {
        if (learner.IsActive)
        {
            learner.Act(Rows(learner));
        }
    }

    private void See(Learner learner)
    {
        if (learner.IsActive)
        {
            learner.See(Rows(learner), _parts.Tracker, _progress.Step);
        }
    }

    private void Learn(Learner learner)
    {
        if (learner.IsActive)
        {
            learner.Learn(Rows(learner));
        }
    }

    // What learners have logged at once, in their order.
    private void Join()
    {
        foreach (Learner learner in _parts.Learners)
        {
            _parts.Metrics.Join(learner.Metrics);
        }
    }

    private void ShowActions()
    {
        foreach (TrainingObserver observer in _parts.Observers)
        {
            foreach (AgentRunner agent in _parts.Agents)
            {
                if (agent.Learner.IsActive)
                {
                    observer.OnActions(agent, Rows(agent));
                }
            }
        }
    }

    // Rows of one learner are shared between the threads; where learners are several, each steps its own.
    private void StepWorld()
    {
        try
        {
            if (_parts.Learners.Count == 1)
            {
                _parts.Stepper.Step();
            }
            else
            {
                _world.Run();
            }
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw PluginFault.Of(_parts.WorldName, e);
        }
    }

    private void StepWorld(Learner learner)
    {
        if (learner.IsActive)
        {
            _parts.Environment.Step(Rows(learner));
        }
    }

    private void Track()
    {
        foreach (Learner learner in _parts.Learners)
        {
            if (learner.IsActive)
            {
                EnvironmentRows rows = Rows(learner);
                _parts.Check.CheckStep(rows, _progress.Step);
                _parts.Tracker.Add(rows);
            }
        }
    }

    private void Record()
    {
        foreach (AgentRunner agent in _parts.Agents)
        {
            if (agent.Learner.IsActive)
            {
                EnvironmentRows rows = Rows(agent);
                foreach (TrainingObserver observer in _parts.Observers)
                {
                    observer.OnStep(agent, rows, _progress.Step);
                }

                CountEpisodes(agent, rows);
            }
        }
    }

    private void CountEpisodes(AgentRunner agent, EnvironmentRows rows)
    {
        int ended = agent.CountEpisodes(rows, _parts.Tracker, _progress.Step, _listeners);
        for (int i = 0; i < ended; i++)
        {
            _status.AddEpisode(agent.Window);
        }

        if (agent.LastReport == _progress.Step)
        {
            _rewards.Note();
        }

        EpisodesSinceFlush += ended;
        if (EpisodesSinceFlush >= _parts.Experiment.Metrics.FlushEvery)
        {
            EpisodesSinceFlush = 0;
            _parts.Metrics.RequestFlush();
        }
    }

    private long FewestEpisodes()
    {
        long fewest = long.MaxValue;
        foreach (AgentRunner agent in _parts.Agents)
        {
            fewest = Math.Min(fewest, agent.Episodes);
        }

        return fewest;
    }

    private EnvironmentRows Rows(Learner learner) => _batch.Slice(learner.FirstRow, learner.Rows);

    private EnvironmentRows Rows(AgentRunner agent) => _batch.Slice(agent.FirstRow, agent.Rows);
}
