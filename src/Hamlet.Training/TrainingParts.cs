using Hamlet.Algorithms;
using Hamlet.Callbacks;
using Hamlet.Configuration;
using Hamlet.Curricula;
using Hamlet.Environments;
using Hamlet.Formats.Yaml;
using Hamlet.Metrics;
using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Randomness;
using Hamlet.Training.Agents;
using Hamlet.Training.Evaluation;
using Hamlet.Training.Experiments;
using Hamlet.Training.Initialization;
using Hamlet.Training.Policies;
using Hamlet.Training.Recording;
using Hamlet.Training.Replays;
using Hamlet.Training.Threads;
using Hamlet.Training.Worlds;

namespace Hamlet.Training;

/// <summary>Everything that an experiment is made of, made once and put together.</summary>
internal sealed class TrainingParts : IDisposable
{
    private readonly List<AgentRunner> _agents = [];
    private readonly List<Learner> _learners = [];
    private readonly List<TrainingObserver> _observers = [];

    /// <summary>Makes the parts.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="metrics">Where metrics go.</param>
    /// <param name="output">Where files go, or null for nowhere.</param>
    /// <param name="threads">Who does it, or null for as many threads as the experiment says.</param>
    /// <exception cref="Configuration.ConfigException">A part refuses its options.</exception>
    public TrainingParts(Experiment experiment, MetricLog metrics, TrainerOutput? output, TrainingThreads? threads = null)
    {
        Experiment = experiment;
        Metrics = metrics;
        Streams = new RandomStreams(experiment.Options.Seed);
        Threads = threads ?? new TrainingThreads(experiment.Training.Threads);
        Backend = experiment.Backend.Create(new BackendContext
        {
            Device = experiment.BackendHost.Device,
            Source = experiment.BackendHost.Source,
            Threads = Threads.Pool,
        });
        int rows = experiment.Rows;
        Environment = experiment.CreateEnvironment(rows, Streams.Scope("environment"));
        Batch = new EnvironmentBatch(Environment.Spec, rows);
        WorldName = $"environment '{experiment.Environment.Plugin.Name}'";
        Check = new WorldCheck(Environment.Spec, WorldName, WorldCheck.Remedy);
        Stepper = new WorldStepper(Environment, Batch, Threads);
        Tracker = new EpisodeTracker(rows);
        Progress = new TrainingProgress { TotalSteps = experiment.Training.TotalSteps, TotalEpisodes = experiment.Training.NumEpisodes };
        foreach (AgentPlan plan in experiment.Agents)
        {
            _learners.Add(CreateLearner(plan));
        }

        Replays = new AgentManager(experiment.Training.BufferThreshold);
        Replays.Add([.. _learners.Select((learner, i) => Managed(learner, experiment.Agents[i]))]);

        _observers.AddRange(Recording.Observers.For(Environment, experiment, metrics));
        if (output is not null)
        {
            _observers.Add(new PolicyKeeper(output.RunDirectory, Environment.Spec, _learners, Progress, output.OnFailed));
        }

        if (experiment.Metrics.ReplayStorage && output is not null)
        {
            _observers.Add(new ReplayRecorder(
                experiment.Metrics, output.RunDirectory, Environment, _agents, rows, Streams.Scope("replays"), output.Time, output.OnFailed));
        }

        if (experiment.Evaluation.EverySteps > 0)
        {
            Evaluator = CreateEvaluator(experiment.Evaluation.Episodes, "evaluation");
        }

        Session = new TrainingSession(Progress, metrics, _agents, Environment, Batch);
        foreach (BoundPlugin<ICallback, CallbackContext> callback in experiment.Callbacks)
        {
            Session.Add(callback.Plugin.Name, callback.Create(new CallbackContext
            {
                Agents = experiment.MetricAgents.Names,
                Algorithms = [.. _agents.Select(static agent => agent.Algorithm)],
            }));
        }
    }

    public Experiment Experiment { get; }

    public MetricLog Metrics { get; }

    public RandomStreams Streams { get; }

    public IBackend Backend { get; }

    public IEnvironment Environment { get; }

    public EnvironmentBatch Batch { get; }

    public TrainingThreads Threads { get; }

    public WorldStepper Stepper { get; }

    /// <summary>The world in an error.</summary>
    public string WorldName { get; }

    /// <summary>Looks at what the world wrote.</summary>
    public WorldCheck Check { get; }

    public EpisodeTracker Tracker { get; }

    public TrainingProgress Progress { get; }

    /// <summary>Whose replay the agents learn from.</summary>
    public AgentManager Replays { get; }

    public TrainingSession Session { get; }

    /// <summary>What measures while training goes on, or null for nothing.</summary>
    public Evaluator? Evaluator { get; private set; }

    // Lists and no interfaces of them: going through those would allocate at every step.
    public List<AgentRunner> Agents => _agents;

    public List<Learner> Learners => _learners;

    public List<TrainingObserver> Observers => _observers;

    /// <summary>Gives the agents that ask for it the weights of other runs.</summary>
    /// <exception cref="Configuration.ConfigException">There are none, or they do not fit.</exception>
    public void InitializeAgents()
    {
        for (int i = 0; i < _learners.Count; i++)
        {
            if (Experiment.Agents[i].InitFrom is { } from)
            {
                AgentInitialization.Apply(from, _learners[i]);
            }
        }
    }

    /// <summary>The evaluator, also where the experiment asks for no evaluation and a callback does.</summary>
    public Evaluator RequireEvaluator() => Evaluator ??= CreateEvaluator(Experiment.Evaluation.Episodes, "evaluation");

    /// <summary>An evaluator on a world of its own.</summary>
    public Evaluator CreateEvaluator(int episodes, string stream) =>
        new(rows => Experiment.CreateEnvironment(rows, Streams.Scope(stream)), episodes, Experiment.Evaluation.MaxSteps);

    /// <summary>Closes every part, also those after one that throws.</summary>
    /// <exception cref="PluginException">One of them threw; it names the first.</exception>
    public void Dispose() => Closing.All(
    [
        .. _observers.Select(static observer => ("what records the training", (IDisposable?)observer)),
        .. _learners.SelectMany(static learner => learner.Parts),
        ($"{WorldName} of evaluations", Evaluator),
        ("a thread", Threads),
        (WorldName, Environment),
        ($"backend '{Experiment.Backend.Plugin.Name}'", Backend),
    ]);

    // An agent with an intrinsic reward keeps its own replay: what was new to one is not to another.
    private static ManagedAgent Managed(Learner learner, AgentPlan plan) => new()
    {
        Id = learner.Id,
        Algorithm = learner.Algorithm,
        View = plan.Intrinsic is null ? View(plan) : null,
    };

    private static EnvironmentSpec Checked(BoundPlugin<IWrapper, WrapperContext> wrapper, EnvironmentSpec seen)
    {
        ConfigError[] errors =
        [
            .. EnvironmentSpecCheck.Problems(seen).Select(problem => new ConfigError(wrapper.Span, $"wrapper '{wrapper.Plugin.Name}': {problem}")),
        ];
        return errors.Length == 0 ? seen : throw new ConfigException(errors);
    }

    private static string View(AgentPlan plan) => string.Concat(plan.Wrappers.Select(static wrapper =>
        $"{wrapper.Plugin.Name} {YamlText.Write(wrapper.ToConfig(new ConfigWriter()))}\n"));

    private Learner CreateLearner(AgentPlan plan)
    {
        int each = Experiment.EnvironmentHost.NumEnvs;
        int first = _agents.Count;
        AgentRunner[] agents = [.. plan.Names.Select((name, i) => CreateAgent(plan, first + i, name, each))];
        _agents.AddRange(agents);
        int rows = each * agents.Length;
        RandomStreams streams = Streams.Scope($"agent/{first}");

        // Several may log at once; a single one logs where everything else does.
        MetricLog metrics = Experiment.Agents.Count > 1 ? Metrics.Branch() : Metrics;
        WrapperChain wrappers = CreateWrappers(plan, rows);
        IIntrinsic? intrinsic = plan.Intrinsic?.Create(new IntrinsicContext
        {
            Environment = wrappers.Spec,
            Rows = rows,
            Agent = first,
            Backend = Backend,
            Streams = streams.Scope("intrinsic"),
            Metrics = metrics,
            Progress = Progress,
            LogFrequency = Experiment.Metrics.LogFrequency,
        });
        IAlgorithm algorithm = plan.Algorithm.Create(new AlgorithmContext
        {
            Environment = wrappers.Spec,
            Rows = rows,
            Agent = first,
            Backend = Backend,
            Streams = streams,
            Threads = Threads.Pool,
            Metrics = metrics,
            Progress = Progress,
            Exploration = plan.Exploration is { } exploration ? exploration.Create : null,
            LogFrequency = Experiment.Metrics.LogFrequency,
            Histograms = Experiment.Metrics.Histograms,
        });
        return new Learner(plan.Id, Environment.Spec, wrappers, intrinsic, algorithm, agents)
        {
            Plan = plan,
            Metrics = metrics,
        };
    }

    private AgentRunner CreateAgent(AgentPlan plan, int index, string name, int rows)
    {
        StageKeeper? stages = null;
        if (plan.Curriculum is { } curriculum)
        {
            IDifficulty? difficulty = Environment.Offer<IDifficulty>();
            stages = new StageKeeper(
                $"curriculum '{curriculum.Plugin.Name}' of agent '{name}'",
                curriculum.Create(new CurriculumContext
                {
                    Environment = Environment.Spec,
                    Stages = difficulty?.Stages ?? 1,
                    Agent = index,
                    Metrics = Metrics,
                }),
                difficulty,
                index * rows,
                rows);
        }

        return new AgentRunner(
            index, name, index * rows, rows, stages, Metrics, Experiment.Metrics.LogFrequency, Experiment.Training.NumEpisodes);
    }

    private WrapperChain CreateWrappers(AgentPlan plan, int rows)
    {
        EnvironmentSpec seen = Environment.Spec;
        var wrappers = new List<IWrapper>();
        foreach (BoundPlugin<IWrapper, WrapperContext> wrapper in plan.Wrappers)
        {
            IWrapper made = wrapper.Create(new WrapperContext { Environment = seen, Rows = rows });
            wrappers.Add(made);
            seen = Checked(wrapper, made.Spec);
        }

        // What the agent adds to its rewards is not the world's: recorders read those.
        if (wrappers.Count == 0 && plan.Intrinsic is not null)
        {
            wrappers.Add(new PassThrough(seen));
        }

        return new WrapperChain(wrappers, Environment.Spec, rows);
    }
}
