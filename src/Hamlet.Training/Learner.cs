using Hamlet.Algorithms;
using Hamlet.Callbacks;
using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.Plugins;
using Hamlet.State;
using Hamlet.Training.Evaluation;
using Hamlet.Training.Experiments;
using Hamlet.Training.Worlds;

namespace Hamlet.Training;

/// <summary>
/// An algorithm with all that stands between it and the world: wrappers and an intrinsic reward. Usually it is one agent's; a population of
/// clones shares one, each clone with rows of its own.
/// </summary>
internal sealed class Learner : IStateful
{
    private enum Part
    {
        Algorithm, Wrappers, Intrinsic,
    }

    private readonly WrapperChain _wrappers;
    private readonly EnvironmentSpec _world;
    private readonly float[] _bonus;
    // Null where the agent sees the world itself, which is looked at already.
    private readonly WorldCheck? _check;
    private readonly ActionCheck _chosen;
    private readonly ActionCheck _handedOn;
    private long _updates;
    private long _rollouts;

    /// <summary>Puts the parts together; they are its own then.</summary>
    /// <param name="id">What it is called: the agent's name, or that of the population.</param>
    /// <param name="world">The world.</param>
    /// <param name="wrappers">What the algorithm sees the world through.</param>
    /// <param name="intrinsic">What the agent adds to the rewards, or null.</param>
    /// <param name="algorithm">What learns.</param>
    /// <param name="agents">Whose it is; their rows follow one another.</param>
    public Learner(
        string id, EnvironmentSpec world, WrapperChain wrappers, IIntrinsic? intrinsic, IAlgorithm algorithm, IReadOnlyList<AgentRunner> agents)
    {
        Id = id;
        _world = world;
        _wrappers = wrappers;
        Intrinsic = intrinsic;
        Algorithm = algorithm;
        Agents = agents;
        FirstRow = agents[0].FirstRow;
        Rows = agents.Sum(static agent => agent.Rows);
        _bonus = new float[intrinsic is null ? 0 : Rows];
        _check = wrappers.Wrappers.Count == 0
            ? null
            : new WorldCheck(wrappers.Spec, $"agent '{id}'", ", of what it sees through its wrappers and with its intrinsic reward") { KnowsReasons = false };
        _chosen = new ActionCheck(wrappers.Spec);
        _handedOn = new ActionCheck(world);
        foreach (AgentRunner agent in agents)
        {
            agent.Learner = this;
        }
    }

    /// <summary>What it is called.</summary>
    public string Id { get; }

    /// <summary>What learns.</summary>
    public IAlgorithm Algorithm { get; }

    /// <summary>What the agent adds to the rewards, or null.</summary>
    public IIntrinsic? Intrinsic { get; }

    /// <summary>What it was made from.</summary>
    public required AgentPlan Plan { get; init; }

    /// <summary>Whether its algorithm asked for the exploration of the experiment.</summary>
    public bool Explores { get; init; }

    /// <summary>Where its algorithm and its intrinsic reward log: a branch of the run's log where learners are several.</summary>
    public MetricLog Metrics { get; init; } = MetricLog.None;

    /// <summary>Whose it is.</summary>
    public IReadOnlyList<AgentRunner> Agents { get; }

    /// <summary>The first of its rows of the world.</summary>
    public int FirstRow { get; }

    /// <summary>The number of its rows.</summary>
    public int Rows { get; }

    /// <summary>What is to be closed when training is over, and what it is called then.</summary>
    public IEnumerable<(string Name, IDisposable? Part)> Parts =>
    [
        (BestName, Best), (Name(Part.Intrinsic), Intrinsic), (Name(Part.Algorithm), Algorithm),
    ];

    /// <summary>What it sees the world through, from the world's side on.</summary>
    public IReadOnlyList<IWrapper> Wrappers => _wrappers.Wrappers;

    /// <summary>The last episodes of all its agents.</summary>
    public EpisodeWindow Window { get; } = new();

    /// <summary>The best policy so far.</summary>
    public BestPolicy Best { get; } = new();

    /// <summary>Episodes that its agents have finished.</summary>
    public long Episodes => Agents.Sum(static agent => agent.Episodes);

    /// <summary>Whether all its agents have made the episodes that were asked for.</summary>
    public bool Done
    {
        get
        {
            for (int i = 0; i < Agents.Count; i++)
            {
                if (!Agents[i].Done)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Whether it takes part in the step under way: it does not once all its agents are done, but does to the end of that step.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Whether it has anything of its own between the world and the algorithm.</summary>
    public bool HasView => _wrappers.Wrappers.Count > 0;

    /// <summary>New episodes have begun in all rows.</summary>
    /// <param name="world">Its rows of the world.</param>
    /// <exception cref="PluginException">A wrapper threw, or made of it what is no number.</exception>
    public void Begin(EnvironmentRows world)
    {
        try
        {
            _wrappers.Reset(world);
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw Fault(Part.Wrappers, e);
        }

        _check?.CheckReset(_wrappers.View(world));
    }

    /// <summary>Chooses actions.</summary>
    /// <param name="world">Its rows of the world.</param>
    /// <exception cref="PluginException">The algorithm or a wrapper threw, or chose what there is not.</exception>
    public void Act(EnvironmentRows world)
    {
        EnvironmentRows view = _wrappers.View(world);
        Part part = Part.Algorithm;
        try
        {
            Algorithm.Act(view);
            Check(_chosen, view, part);
            if (HasView)
            {
                part = Part.Wrappers;
                _wrappers.Act(world);
                Check(_handedOn, world, part);
            }
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw Fault(part, e);
        }
    }

    /// <summary>The environment has stepped: the agent's view of that, with what the agent itself adds to the rewards.</summary>
    /// <param name="world">Its rows of the world, which stay as they are.</param>
    /// <param name="tracker">Counts what is added.</param>
    /// <param name="step">The step, for a message.</param>
    /// <exception cref="PluginException">A wrapper or the intrinsic reward threw, or made of it what is no number.</exception>
    public void See(EnvironmentRows world, EpisodeTracker tracker, long step)
    {
        EnvironmentRows view = _wrappers.View(world);
        Part part = Part.Wrappers;
        try
        {
            _wrappers.Step(world);
            part = Part.Intrinsic;
            if (Intrinsic is not null)
            {
                AddBonus(view, tracker, Intrinsic);
            }
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw Fault(part, e);
        }

        _check?.CheckStep(view, step);
    }

    /// <summary>Takes what was seen into a replay that it shares with others, ahead of <see cref="Learn"/>.</summary>
    /// <param name="world">Its rows of the world.</param>
    public void Remember(EnvironmentRows world)
    {
        try
        {
            ((IReplayMember)Algorithm).Remember(_wrappers.View(world));
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw Fault(Part.Algorithm, e);
        }
    }

    /// <summary>Learns from what was seen.</summary>
    /// <param name="world">Its rows of the world.</param>
    public void Learn(EnvironmentRows world)
    {
        try
        {
            Algorithm.Observe(_wrappers.View(world));
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw Fault(Part.Algorithm, e);
        }
    }

    /// <summary>Tells the callbacks what the algorithm has done since this was last called.</summary>
    public void TellProgress(TrainingSession session)
    {
        if (_rollouts != Algorithm.Rollouts)
        {
            _rollouts = Algorithm.Rollouts;
            session.TellRollout(Agents[0]);
        }

        if (_updates != Algorithm.Updates)
        {
            _updates = Algorithm.Updates;
            session.TellUpdate(Agents[0]);
        }
    }

    /// <summary>An episode of one of its agents has ended.</summary>
    public void OnEpisodeEnd(FinishedEpisode episode)
    {
        Window.Add(episode.Return, episode.Length);
        try
        {
            Intrinsic?.OnEpisodeEnd(episode.Length);
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw Fault(Part.Intrinsic, e);
        }
    }

    /// <summary>A policy with a copy of what is learned so far, which acts on what the world itself shows.</summary>
    public IPolicy CreatePolicy()
    {
        try
        {
            return Wrap(Algorithm.CreatePolicy()
                ?? throw new PluginException($"{Name(Part.Algorithm)}: its CreatePolicy gives null, and not a policy with a copy of what is learned so far"));
        }
        catch (Exception e) when (PluginFault.IsNameless(e))
        {
            throw Fault(Part.Algorithm, e);
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("wrappers", _wrappers, Name(Part.Wrappers));
        if (Intrinsic is not null)
        {
            writer.Write("intrinsic", Intrinsic, Name(Part.Intrinsic));
        }

        writer.Write("algorithm", Algorithm, Name(Part.Algorithm));
        writer.Write("window", Window);
        writer.Write("best", Best, BestName);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("wrappers", _wrappers, Name(Part.Wrappers));
        if (Intrinsic is not null)
        {
            reader.Read("intrinsic", Intrinsic, Name(Part.Intrinsic));
        }

        reader.Read("algorithm", Algorithm, Name(Part.Algorithm));
        reader.Read("window", Window);
        Best.Prepare(CreatePolicy);
        reader.Read("best", Best, BestName);
        _updates = Algorithm.Updates;
        _rollouts = Algorithm.Rollouts;
    }

    private void AddBonus(EnvironmentRows view, EpisodeTracker tracker, IIntrinsic intrinsic)
    {
        float weight = (float)intrinsic.Weight;
        intrinsic.Reward(view, _bonus);
        for (int row = 0; row < _bonus.Length; row++)
        {
            _bonus[row] *= weight;
            view.Rewards[row] += _bonus[row];
        }

        tracker.AddBonus(FirstRow, _bonus);
    }

    private string BestName => $"the best policy of agent '{Id}'";

    private void Check(ActionCheck check, EnvironmentRows rows, Part part)
    {
        int place = check.Find(rows);
        if (place >= 0)
        {
            throw check.Fault(Name(part), rows, place);
        }
    }

    private PluginException Fault(Part part, Exception reason) => PluginFault.Of(Name(part), reason);

    private string Name(Part part) => part switch
    {
        Part.Algorithm => $"algorithm '{Plan.Algorithm.Plugin.Name}' of agent '{Id}'",
        Part.Intrinsic => $"intrinsic '{Plan.Intrinsic?.Plugin.Name}' of agent '{Id}'",
        _ => $"wrapper {string.Join(" or ", Plan.Wrappers.Select(static wrapper => $"'{wrapper.Plugin.Name}'"))} of agent '{Id}'",
    };

    private IPolicy Wrap(IPolicy policy)
    {
        IWrapper[] wrappers = [.. _wrappers.Wrappers.Where(static wrapper => wrapper is not PassThrough)];
        return wrappers.Length == 0 ? policy : new WrappedPolicy(policy, wrappers, _world) { Plugins = Plan.Wrappers };
    }
}
