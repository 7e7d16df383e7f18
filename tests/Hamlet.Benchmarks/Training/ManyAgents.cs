using System.Globalization;
using Hamlet.Formats.Yaml;
using Hamlet.Plugins;
using Hamlet.Training.Experiments;

namespace Hamlet.Benchmarks.Training;

/// <summary>Runs of many agents, each with CartPoles and an algorithm of its own, without outputs and measurements.</summary>
internal static class ManyAgents
{
    /// <summary>The recipe of CleanRL's dqn.py with a smaller replay, one environment an agent.</summary>
    public const string Dqn =
        "algorithm: dqn, learning_rate: 0.00025, batch_size: 128, train_frequency: 10, replay_buffer_size: 2000, learning_starts: 500, double_dqn: false, loss: mse, network: { hidden: [120, 84] }";

    /// <summary>The recipe of CleanRL's ppo.py, four environments an agent.</summary>
    public const string Ppo =
        "algorithm: ppo, n_steps: 128, batch_size: 128, n_epochs: 4, learning_rate: 0.00025, network: { hidden: [64, 64], activation: tanh }";

    /// <summary>Binds such a run.</summary>
    /// <param name="agents">How many agents.</param>
    /// <param name="recipe">What each is.</param>
    /// <param name="environments">How many environments each has.</param>
    /// <param name="steps">Environment steps of all together.</param>
    /// <param name="training">More keys of the section <c>training</c>.</param>
    public static Experiment Bind(int agents, Func<int, string> recipe, int environments, long steps, string training)
    {
        string entries = string.Concat(Enumerable.Range(0, agents).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"  - {{ agent_id: agent_{i}, {recipe(i)} }}\n")));
        string text = string.Create(CultureInfo.InvariantCulture, $$"""
            environment: { type: cartpole, num_envs: {{environments}} }
            agents:
            {{entries}}training: { total_steps: {{steps}}, {{training}} }
            evaluation: { final_episodes: 0 }
            """);
        return ExperimentBinder.Bind(YamlParser.Parse(text, "agents.yaml"), PluginCatalog.Host, new YamlConfigReader());
    }
}
