using System.Text.Json;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests;

/// <summary>Trainings of our own, healthy and crippled: each disease is called by its name. The long form stands in the tests' README.</summary>
public sealed class CrippledTrainingTests : IDisposable
{
    private const string Dqn = """
        experiment: { name: short, seed: 1 }
        environment: { type: cartpole }
        agents: [{ algorithm: dqn, learning_rate: 0.0023, gamma: 0.99, learning_starts: 200, train_frequency: 8, gradient_steps: 2,
                   target_update_frequency: 50, network: { hidden: [32, 32] } }]
        exploration: { type: epsilon_greedy, epsilon_min: 0.04, epsilon_fraction: 0.16 }
        training: { total_steps: 6000 }
        evaluation: { final_episodes: 0 }
        """;

    private const string Ppo = """
        experiment: { name: short, seed: 1 }
        environment: { type: cartpole, num_envs: 8 }
        agents: [{ algorithm: ppo, n_steps: 32, batch_size: 64, n_epochs: 10, learning_rate: 0.003, gae_lambda: 0.8, gamma: 0.98, network: { hidden: [16, 16] } }]
        training: { total_steps: 8000 }
        evaluation: { final_episodes: 0 }
        """;

    private const string Town = """
        experiment: { name: short, seed: 1 }
        environment: { type: town }
        agents: [{ algorithm: dqn, learning_starts: 200, train_frequency: 16, batch_size: 8, network: { hidden: [8] } }]
        training: { total_steps: 4000 }
        evaluation: { final_episodes: 0 }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task HealthyTrainingsAreNotCritical()
    {
        Assert.DoesNotContain((await DiagnoseAsync(Ppo)).Values, static status => status == "CRITICAL");
        Assert.DoesNotContain((await DiagnoseAsync(Dqn)).Values, static status => status == "CRITICAL");
    }

    [Fact]
    public async Task ALearningRateAHundredTimesTooHighIsNamed() =>
        Assert.Equal("CRITICAL", (await DiagnoseAsync(Ppo, "agents.0.learning_rate=0.3")).GetValueOrDefault("learning_rate"));

    [Fact]
    public async Task NoExplorationIsNamed() =>
        Assert.Equal("CRITICAL", (await DiagnoseAsync(Dqn, "exploration.epsilon_start=0", "exploration.epsilon_min=0"))["exploration"]);

    [Fact]
    public async Task FrozenTargetsAreNamed() =>
        Assert.Equal("CRITICAL", (await DiagnoseAsync(Dqn, "agents.0.target_update_frequency=10000000"))["target_network"]);

    [Fact]
    public async Task AZeroedRewardComponentIsNamed()
    {
        const string Zero = "The reward's part 'need' is always zero.";
        string world = File.ReadAllText(Path.Combine(Repository.Root, "configs", "worlds", "classic6.yaml"));
        string crippled = world.Replace("need: { weight: 2,", "need: { weight: 0,", StringComparison.Ordinal);
        Assert.NotEqual(world, crippled);
        _folder.File("healthy.yaml", world);
        _folder.File("crippled.yaml", crippled);

        Assert.DoesNotContain(await ComponentsAsync("healthy.yaml"), static found => found.Message == Zero);
        Assert.Contains(await ComponentsAsync("crippled.yaml"), static found => found is { Status: "WARNING", Message: Zero });
    }

    private async Task<IReadOnlyList<(string Status, string Message)>> ComponentsAsync(string world)
    {
        await DiagnoseAsync(Town, $"environment.world='{Path.Combine(_folder.Path, world)}'");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder.Path, "report.json")));
        return
        [
            .. document.RootElement.GetProperty("diagnostics").EnumerateArray().Where(static d => d.GetProperty("name").GetString() == "reward_component")
                .Select(static d => (d.GetProperty("status").GetString()!, d.GetProperty("message").GetString()!)),
        ];
    }

    private async Task<Dictionary<string, string>> DiagnoseAsync(string config, params string[] assignments)
    {
        string file = _folder.File("short.yaml", config);
        string run = await CommandLine.TrainAsync(_folder.Path, [file, .. assignments.SelectMany(static a => (string[])["--set", a])]);
        string json = Path.Combine(_folder.Path, "report.json");
        CommandResult result = await CommandLine.RunAsync("analyze", run, "--json", json);
        Assert.True(result.ExitCode == 0, result.Error);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(json));
        return document.RootElement.GetProperty("diagnostics").EnumerateArray()
            .DistinctBy(static d => d.GetProperty("name").GetString())
            .ToDictionary(static d => d.GetProperty("name").GetString()!, static d => d.GetProperty("status").GetString()!);
    }
}
