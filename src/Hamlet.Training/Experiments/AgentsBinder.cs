using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Curricula;
using Hamlet.Environments;
using Hamlet.Plugins;
using Hamlet.Training.Initialization;

namespace Hamlet.Training.Experiments;

/// <summary>
/// Reads the section <c>agents</c>. What several agents may share stands in sections of its own (<c>exploration</c>, <c>intrinsic</c>,
/// <c>curriculum</c>, <c>environment.wrappers</c>), and an agent's own replaces it.
/// </summary>
internal sealed class AgentsBinder(SectionBinder sections)
{
    private readonly ConfigBinder _binder = sections.Binder;
    private readonly List<AgentPlan> _agents = [];
    private readonly Dictionary<string, object?> _shared = new(StringComparer.Ordinal);
    private bool _sharedFaulty;

    /// <summary>Reads all agents, at least one. One that has an error is without its algorithm.</summary>
    public IReadOnlyList<AgentPlan> Bind(ConfigMap root)
    {
        foreach (ConfigMap map in AgentMaps(root))
        {
            _agents.Add(BindAgent(root, map));
            CheckNames(_agents[^1], map.Span);
        }

        return _agents;
    }

    private AgentPlan BindAgent(ConfigMap root, ConfigMap map)
    {
        int errors = sections.ErrorCount;
        AgentHostOptions host = sections.BindHost<AgentHostOptions>(map);
        var plan = new AgentPlan
        {
            Source = map.Span,
            ExplorationSection = (map.TryGet("exploration", out ConfigEntry? said) || root.TryGet("exploration", out said)) && said.Value is ConfigMap section
                ? section
                : null,
            Id = host.AgentId ?? $"agent_{_agents.Sum(static a => a.Clones)}",
            Clones = host.Clones,
            InitFrom = host.InitFrom is { } from ? InitFrom(from, map.TryGet("init_from", out ConfigEntry? entry) ? entry.Value.Span : map.Span) : null,
            Algorithm = sections.BindPlugin<IAlgorithm, AlgorithmContext, AgentHostOptions>(
                map, "algorithm", host.Algorithm, "algorithm", "exploration", "wrappers", "intrinsic", "curriculum")!,
            Exploration = Selected<IExploration, ExplorationContext>(root, map, "exploration", "epsilon_greedy"),
            Wrappers = Wrappers(root, map),
            Intrinsic = Selected<IIntrinsic, IntrinsicContext>(root, map, "intrinsic", "none"),
            Curriculum = Selected<ICurriculum, CurriculumContext>(root, map, "curriculum", "none"),
        };

        // What an agent with defaults in the place of errors would say of the world is no news to anybody.
        return sections.ErrorCount > errors || _sharedFaulty ? plan with { Algorithm = null! } : plan;
    }

    private InitialWeights? InitFrom(string text, ConfigSpan span)
    {
        try
        {
            return InitialWeights.Parse(text, span);
        }
        catch (ConfigException e)
        {
            _binder.Error(span, e.Errors[0].Message);
            return null;
        }
    }

    private List<ConfigMap> AgentMaps(ConfigMap root)
    {
        if (!root.TryGet("agents", out ConfigEntry? entry))
        {
            return [ConfigMap.Empty(root.Span)];
        }

        var maps = new List<ConfigMap>();
        foreach (ConfigNode node in entry.Value is ConfigList list ? list.Items : [entry.Value])
        {
            if (node is ConfigMap map)
            {
                maps.Add(map);
            }
            else
            {
                string remedy = node is ConfigScalar { IsNull: false } name ? $"; write agents: [{{ algorithm: {name.Text} }}]" : "";
                _binder.Error(node.Span, $"an agent is a map of keys, not {node.Kind}{remedy}");
            }
        }

        if (maps.Count == 0 && !_binder.HasErrors)
        {
            _binder.Error(entry.Value.Span, "an experiment has at least one agent");
        }

        return maps;
    }

    private void CheckNames(AgentPlan agent, ConfigSpan span)
    {
        string? problem = NameRule.Problem(agent.Id) ?? (agent.Id.Any(char.IsWhiteSpace) ? "it has a space, use letters, digits, '-' and '_'" : null);
        if (problem is not null)
        {
            _binder.Error(span, $"the agent's name '{NameRule.Show(agent.Id)}' can be no tag and no file: {problem}");
        }

        foreach (string name in agent.Names.Intersect(_agents.SkipLast(1).SelectMany(static a => a.Names), StringComparer.Ordinal))
        {
            _binder.Error(span, $"two agents are named '{name}'");
        }
    }

    private BoundPlugin<TRole, TContext>? Selected<TRole, TContext>(ConfigMap root, ConfigMap agent, string section, string fallback)
        where TRole : class
        where TContext : class => agent.TryGet(section, out _)
            ? sections.BindSelected<TRole, TContext>(sections.Section(agent, section), section, fallback)
            : Shared(section, () => sections.BindSelected<TRole, TContext>(sections.Section(root, section), section, fallback));

    private IReadOnlyList<BoundPlugin<IWrapper, WrapperContext>> Wrappers(ConfigMap root, ConfigMap agent) => agent.TryGet("wrappers", out _)
        ? sections.BindList<IWrapper, WrapperContext>(agent, "wrappers", "wrapper")
        : Shared("wrappers", () => sections.BindList<IWrapper, WrapperContext>(sections.Section(root, "environment"), "wrappers", "wrapper"));

    // A shared section is every agent's, but what is wrong in it is said once.
    private T Shared<T>(string name, Func<T> bind)
    {
        if (!_shared.TryGetValue(name, out object? bound))
        {
            int errors = sections.ErrorCount;
            bound = bind();
            _shared.Add(name, bound);
            _sharedFaulty |= sections.ErrorCount > errors;
        }

        return (T)bound!;
    }
}
