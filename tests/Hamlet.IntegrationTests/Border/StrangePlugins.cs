using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.IntegrationTests.Support;
using Hamlet.Plugins;

namespace Hamlet.IntegrationTests.Border;

/// <summary>The plugins of the tests with some more that break their word: not marked, so that no list of plugins has them.</summary>
internal static class StrangePlugins
{
    /// <summary>What ends after a thousand steps and measures nothing.</summary>
    public const string Experiment = """
        experiment: { name: strange }
        environment: { type: bad }
        agents: [{ algorithm: dqn, learning_starts: 100, network: { hidden: [8] } }]
        training: { total_steps: 1000 }
        evaluation: { final_episodes: 0 }
        """;

    /// <summary>The catalog of the tests and these.</summary>
    public static PluginCatalog With(params Plugin[] plugins)
    {
        var catalog = new PluginCatalog();
        foreach (Plugin plugin in PluginCatalog.Host.All.Concat(plugins))
        {
            catalog.Add(plugin);
        }

        return catalog;
    }

    /// <summary>An environment called <c>bad</c>.</summary>
    public static Plugin World(ScriptedEpisode.Play play, EnvironmentSpec? spec = null, Action? dispose = null) =>
        new Plugin<IEnvironment, EnvironmentContext, NoOptions>(
            "bad", typeof(ScriptedEpisode), "", (_, context) => new EpisodeEnvironment(() => new ScriptedEpisode(spec ?? ScriptedEpisode.Sound, play, dispose), context));

    /// <summary>One that describes itself as a test wants.</summary>
    public static Plugin Described(EnvironmentSpec? spec) => new Plugin<IEnvironment, EnvironmentContext, NoOptions>(
        "bad", typeof(ScriptedEpisode), "", (_, context) => new EpisodeEnvironment(() => new ScriptedEpisode(spec!, static (_, _, _) => default), context));

    /// <summary>An environment called <c>bad</c> with which all goes well, until it is closed.</summary>
    /// <param name="dispose">What happens then.</param>
    public static Plugin CalmWorld(Action? dispose = null) => new Plugin<IEnvironment, EnvironmentContext, NoOptions>(
        "bad", typeof(ScriptedEpisode), "", (_, context) => new EpisodeEnvironment(() => Calm(dispose), context));

    /// <summary>The same with options that refuse some values.</summary>
    public static Plugin TouchyWorld() => new Plugin<IEnvironment, EnvironmentContext, TouchyOptions>(
        "bad", typeof(ScriptedEpisode), "", static (_, context) => new EpisodeEnvironment(static () => Calm(), context));

    /// <summary>The same that finds out only when it is made.</summary>
    public static Plugin PickyWorld() => new Plugin<IEnvironment, EnvironmentContext, TouchyOptions>(
        "bad", typeof(ScriptedEpisode), "", static (_, _) => throw new InvalidOperationException("'level' is odd."));

    /// <summary>A world in which nothing goes wrong, until it is closed.</summary>
    /// <param name="dispose">What happens then.</param>
    public static ScriptedEpisode Calm(Action? dispose = null) =>
        new(ScriptedEpisode.Sound, static (step, _, _) => new EpisodeStep(1, Terminated: step % 9 == 0), dispose);

    /// <summary>A plugin called <c>bad</c> whose constructor throws.</summary>
    public static Plugin Broken<TRole, TContext>()
        where TRole : class
        where TContext : class => new Plugin<TRole, TContext, NoOptions>(
            "bad", typeof(ScriptedEpisode), "", static (_, _) => throw new InvalidOperationException("the licence has run out."));

    /// <summary>The one run of <see cref="Experiment"/>, as <c>run.json</c> has it.</summary>
    public static string RunInfo(TemporaryFolder folder) => File.ReadAllText(Path.Combine(Run(folder), "run.json"));

    /// <summary>The directory of that run.</summary>
    public static string Run(TemporaryFolder folder) => Assert.Single(Directory.GetDirectories(Path.Combine(folder.Path, "strange")));

    /// <summary>Runs <c>train</c> on an experiment.</summary>
    public static Task<CommandResult> TrainAsync(TemporaryFolder folder, string yaml, params Plugin[] plugins) =>
        TrainAsync(folder, yaml, plugins, []);

    /// <summary>Runs <c>train</c> on an experiment, with more arguments.</summary>
    public static Task<CommandResult> TrainAsync(TemporaryFolder folder, string yaml, Plugin[] plugins, params string[] args) =>
        CommandLine.RunAsync(With(plugins), ["train", folder.File("strange.yaml", yaml), "--log-dir", folder.Path, .. args]);

    /// <summary>Runs <c>validate</c> on an experiment.</summary>
    public static Task<CommandResult> ValidateAsync(TemporaryFolder folder, string yaml, params Plugin[] plugins) =>
        CommandLine.RunAsync(With(plugins), "validate", folder.File("strange.yaml", yaml));
}
