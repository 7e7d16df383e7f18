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
    private readonly List<(string Name, IDisposable? Part)> _closable = [];

    /// <summary>Makes the parts.</summary>
    /// <param name="experiment">The experiment; in a draft, parts that could not be bound are null, and the others are tried.</param>
    /// <param name="metrics">Where metrics go.</param>
    /// <param name="output">Where files go, or null for nowhere.</param>
    /// <param name="threads">Who does it, or null for as many threads as the experiment says.</param>
    /// <exception cref="Configuration.ConfigException">Parts refuse their options; it holds what each of them says.</exception>
    public TrainingParts(Experiment experiment, MetricLog metrics, TrainerOutput? output, TrainingThreads? threads = null)
    {
        Experiment = experiment;
        Metrics = metrics;
        Streams = new RandomStreams(experiment.Options.Seed);
        Threads = threads ?? new TrainingThreads(experiment.Training.Threads);
        Progress = new TrainingProgress { TotalSteps = experiment.Training.TotalSteps, TotalEpisodes = experiment.Training.NumEpisodes };
        int rows = experiment.Rows;
        var problems = new PartProblems();
        Backend = problems.Make(() => experiment.Backend?.Create(new BackendContext
        {
            Device = experiment.BackendHost.Device,
            Source = experiment.BackendHost.Source,
            Threads = Threads.Pool,
        }))!;
        Environment = problems.Make(() => experiment.Environment is null ? null : experiment.CreateEnvironment(rows, Streams.Scope("environment")))!;
        Learner?[] learners = CreateLearners(problems);
        ICallback?[] callbacks = CreateCallbacks(problems, learners);
        if (problems.Count > 0 || learners.Contains(null))
        {
            // What a run that is continued began with is no longer asked for.
            if (output is null)
            {
                Initialize(learners, problems);
            }

            foreach ((_, IDisposable? part) in Parts(learners.OfType<Learner>()))
            {
                Closing.Quietly(part);
            }

            problems.ThrowIfAny();
            throw new ConfigException([]);
        }

        _learners.AddRange(learners!);
        Batch = new EnvironmentBatch(Environment.Spec, rows);
        Check = new WorldCheck(Environment.Spec, WorldName, WorldCheck.Remedy);
        Stepper = new WorldStepper(Environment, Batch, Threads);
        Tracker = new EpisodeTracker(rows);
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
        for (int i = 0; i < callbacks.Length; i++)
        {
            Session.Add(experiment.Callbacks[i].Plugin.Name, callbacks[i]!);
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
    public string WorldName => $"environment '{Experiment.Environment?.Plugin.Name}'";

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
        var problems = new PartProblems();
        Initialize(_learners, problems);
        problems.ThrowIfAny();
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
        ($"{WorldName} of evaluations", Evaluator),
        .. Parts(_learners),
    ]);

    // What there is as soon as anything is: of a draft, that which could be made.
    private IEnumerable<(string Name, IDisposable? Part)> Parts(IEnumerable<Learner> learners) =>
    [
        .. _closable,
        .. learners.SelectMany(static learner => learner.Parts),
        ("a thread", Threads),
        (WorldName, Environment),
        ($"backend '{Experiment.Backend?.Plugin.Name}'", Backend),
    ];

    // An agent with an intrinsic reward keeps its own replay: what was new to one is not to another.
    private static ManagedAgent Managed(Learner learner, AgentPlan plan) => new()
    {
        Id = learner.Id,
        Algorithm = learner.Algorithm,
        View = plan.Intrinsic is null ? View(plan) : null,
    };

    private static EnvironmentSpec Checked(BoundPlugin<IWrapper, WrapperContext> wrapper, EnvironmentSpec seen)
    {
        ConfigException.ThrowIfAny(
            EnvironmentSpecCheck.Problems(seen).Select(problem => new ConfigError(wrapper.Span, $"wrapper '{wrapper.Plugin.Name}': {problem}")));
        return seen;
    }

    private static string View(AgentPlan plan) => string.Concat(plan.Wrappers.Select(static wrapper =>
        $"{wrapper.Plugin.Name} {YamlText.Write(wrapper.ToConfig(new ConfigWriter()))}\n"));

    // Null for each agent that cannot be made, or be tried without what is not there.
    private Learner?[] CreateLearners(PartProblems problems)
    {
        var made = new Learner?[Experiment.Agents.Count];
        int first = 0;
        for (int i = 0; i < made.Length; i++)
        {
            AgentPlan plan = Experiment.Agents[i];
            if (Environment is not null && Backend is not null && plan.Algorithm is not null)
            {
                made[i] = CreateLearner(plan, first, problems);
            }
            else if (Environment is not null)
            {
                // What is wrong with the wrappers does not wait for the rest of the agent.
                CreateWrappers(plan, Experiment.EnvironmentHost.NumEnvs * plan.Clones, problems);
            }

            first += plan.Clones;
        }

        return made;
    }

    // Kinds of plugin that need not be closed may be.
    private TRole Keep<TRole, TContext>(BoundPlugin<TRole, TContext> plugin, TRole made)
        where TRole : class
        where TContext : class
    {
        if (made is IDisposable part)
        {
            _closable.Add(($"{plugin.Plugin.Kind} '{plugin.Plugin.Name}'", part));
        }

        return made;
    }

    private ICallback?[] CreateCallbacks(PartProblems problems, IReadOnlyList<Learner?> learners)
    {
        var context = new CallbackContext
        {
            Agents = Experiment.MetricAgents.Names,
            Algorithms = learners.Contains(null) ? [] : [.. _agents.Select(static agent => agent.Algorithm)],
        };
        return [.. Experiment.Callbacks.Select(callback => problems.Make(() => Keep(callback, callback.Create(context))))];
    }

    private void Initialize(IReadOnlyList<Learner?> learners, PartProblems problems)
    {
        for (int i = 0; i < learners.Count; i++)
        {
            if (Experiment.Agents[i].InitFrom is { } from)
            {
                Learner? learner = learners[i];
                problems.Make<object>(() =>
                {
                    if (learner is null)
                    {
                        AgentInitialization.Find(from);
                    }
                    else
                    {
                        AgentInitialization.Apply(from, learner);
                    }

                    return null;
                });
            }
        }
    }

    private Learner? CreateLearner(AgentPlan plan, int first, PartProblems problems)
    {
        int each = Experiment.EnvironmentHost.NumEnvs;
        AgentRunner?[] agents = [.. plan.Names.Select((name, i) => problems.Make(() => CreateAgent(plan, first + i, name, each), plan.Source))];
        int rows = each * agents.Length;
        RandomStreams streams = Streams.Scope($"agent/{first}");

        // Several may log at once; a single one logs where everything else does.
        MetricLog metrics = Experiment.Agents.Count > 1 ? Metrics.Branch() : Metrics;
        if (CreateWrappers(plan, rows, problems) is not { } wrappers)
        {
            return null;
        }

        IIntrinsic? intrinsic = problems.Make(() => plan.Intrinsic?.Create(new IntrinsicContext
        {
            Environment = wrappers.Spec,
            Rows = rows,
            Agent = first,
            Backend = Backend,
            Streams = streams.Scope("intrinsic"),
            Metrics = metrics,
            Progress = Progress,
            LogFrequency = Experiment.Metrics.LogFrequency,
        }), plan.Source);
        bool explores = false;
        IAlgorithm? algorithm = problems.Make(() => plan.Algorithm.Create(new AlgorithmContext
        {
            Environment = wrappers.Spec,
            Rows = rows,
            Agent = first,
            Backend = Backend,
            Streams = streams,
            Threads = Threads.Pool,
            Metrics = metrics,
            Progress = Progress,
            Exploration = plan.Exploration is not { } exploration ? null : context =>
            {
                explores = true;
                return Keep(exploration, exploration.Create(context));
            },
            LogFrequency = Experiment.Metrics.LogFrequency,
            Histograms = Experiment.Metrics.Histograms,
        }), plan.Source);
        // By what is there and not by what was said: two agents say of a section that they share the same.
        if (agents.Contains(null) || algorithm is null || (intrinsic is null && plan.Intrinsic is not null))
        {
            Closing.Quietly(algorithm);
            Closing.Quietly(intrinsic);
            return null;
        }

        _agents.AddRange(agents!);
        return new Learner(plan.Id, Environment.Spec, wrappers, intrinsic, algorithm, agents!)
        {
            Plan = plan,
            Explores = explores,
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
                Keep(curriculum, curriculum.Create(new CurriculumContext
                {
                    Environment = Environment.Spec,
                    Stages = difficulty?.Stages ?? 1,
                    Agent = index,
                    Metrics = Metrics,
                })),
                difficulty,
                index * rows,
                rows);
        }

        return new AgentRunner(
            index, name, index * rows, rows, stages, Metrics, Experiment.Metrics.LogFrequency, Experiment.Training.NumEpisodes);
    }

    // Null where a wrapper refuses its options: those behind it are then tried on what it would have been given.
    private WrapperChain? CreateWrappers(AgentPlan plan, int rows, PartProblems problems)
    {
        EnvironmentSpec seen = Environment.Spec;
        var wrappers = new List<IWrapper>();
        foreach (BoundPlugin<IWrapper, WrapperContext> wrapper in plan.Wrappers)
        {
            IWrapper? made = problems.Make(() => Keep(wrapper, wrapper.Create(new WrapperContext { Environment = seen, Rows = rows })), plan.Source);
            if (made is not null && problems.Make(() => Checked(wrapper, made.Spec), plan.Source) is { } spec)
            {
                wrappers.Add(made);
                seen = spec;
            }
        }

        if (wrappers.Count < plan.Wrappers.Count)
        {
            return null;
        }

        // What the agent adds to its rewards is not the world's: recorders read those.
        if (wrappers.Count == 0 && plan.Intrinsic is not null)
        {
            wrappers.Add(new PassThrough(seen));
        }

        return new WrapperChain(wrappers, Environment.Spec, rows);
    }
}
