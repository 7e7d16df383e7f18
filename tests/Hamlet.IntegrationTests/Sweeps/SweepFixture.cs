using Hamlet.Hosting.Sweeps;
using Hamlet.IntegrationTests.Support;
using Hamlet.Plugins;

namespace Hamlet.IntegrationTests.Sweeps;

/// <summary>A sweep over an experiment that trains in a moment.</summary>
internal static class SweepFixture
{
    public const string Experiment = """
        experiment: { name: short, seed: 1 }
        environment: { type: cartpole }
        agents: [{ algorithm: dqn, learning_starts: 100, batch_size: 8, network: { hidden: [8] } }]
        training: { total_steps: 400 }
        evaluation: { final_episodes: 2 }
        """;

    /// <summary>Writes the experiment and the sweep; the sweep's file.</summary>
    public static string Write(TemporaryFolder folder, string sweep, string experiment = Experiment)
    {
        folder.File("short.yaml", experiment);
        return folder.File("sweep.yaml", sweep);
    }

    /// <summary>Reads a sweep over the experiment.</summary>
    public static Sweep Load(TemporaryFolder folder, string sweep, string experiment = Experiment) =>
        SweepFile.Load(Write(folder, sweep, experiment), PluginCatalog.Host);
}
