using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Input;

/// <summary>What a file asks for and nobody does is a warning at its place, and validate tells only what is so.</summary>
public sealed class WithoutEffectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("agents: [{ algorithm: ppo }]\nexploration: { epsilon_start: 0.5 }", "(3,14)")]
    [InlineData("agents: [{ algorithm: ppo, exploration: { type: epsilon_greedy } }]", "(2,41)")]
    [InlineData("agents: [{ algorithm: ppo }, { agent_id: x, algorithm: dqn, exploration: { epsilon_start: 0.5 } }]\nexploration: { epsilon_start: 0.5 }", "(3,14)")]
    public async Task ExplorationOfAnAlgorithmThatHasItsOwn(string agents, string place)
    {
        (int exitCode, string output, string[] errors) = await Validation.OfAsync($"{Validation.World}{agents}\n");

        Assert.Equal(0, exitCode);
        Assert.Equal(
            [$"f.yaml{place}: warning: 'exploration' has no effect on ppo, which tries actions in its own way: leave it out, or write {{ type: none }}"], errors);
        Assert.Contains("agent_0       ppo\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evaluation: { max_steps: 7 }", "f.yaml(2,13): warning: 'max_steps' has no effect in evaluations: the environment ends its episodes by itself after 500 steps (environment.max_steps)")]
    [InlineData("evaluation: { episodes: 7 }")]
    public async Task ALimitOfEvaluationsWhereTheWorldHasOne(string evaluation, params string[] warnings)
    {
        (int exitCode, _, string[] errors) = await Validation.OfAsync($"{Validation.World}{evaluation}\n");

        Assert.Equal(0, exitCode);
        Assert.Equal(warnings, errors);
    }

    [Theory]
    [InlineData("agents: [{ algorithm: ppo }]", "agent_0       ppo")]
    [InlineData("agents: [{ algorithm: ppo }]\nexploration: { type: none }", "agent_0       ppo")]
    [InlineData("agents: [{ algorithm: dqn }]\nexploration: { epsilon_start: 0.5 }", "agent_0       dqn, epsilon_greedy")]
    [InlineData("agents: [{ algorithm: ppo }, { algorithm: dqn }]\nexploration: { epsilon_start: 0.5 }", "agent_1       dqn, epsilon_greedy")]
    public async Task ExplorationThatSomebodyUsesAndNoneAreNoWarning(string agents, string line)
    {
        (int exitCode, string output, string[] errors) = await Validation.OfAsync($"{Validation.World}{agents}\n");

        Assert.Equal(([], 0), (errors, exitCode));
        Assert.Contains($"{line}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheWholeConfigurationOfARunIsNoReasonForAWarning()
    {
        string run = await CommandLine.TrainAsync(
            _folder.Path, "--env", "cartpole", "--algorithm", "ppo", "--set", "training.total_steps=64", "--set", "agents.0.n_steps=32",
            "--set", "agents.0.batch_size=32");

        CommandResult result = await CommandLine.RunAsync("validate", Path.Combine(run, "config.yaml"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task ATrainingThatEndsBeforeLearningStarts()
    {
        (int exitCode, _, string[] errors) = await Validation.OfAsync($"{Validation.World}agents: [{{ algorithm: dqn, learning_starts: 500 }}]\ntraining: {{ total_steps: 500 }}\n");

        Assert.Equal(0, exitCode);
        Assert.Equal(["f.yaml(2,10): warning: 'agent_0' learns nothing: it makes 500 steps, and 'learning_starts' is 500"], errors);
        Assert.Empty((await Validation.OfAsync($"{Validation.World}agents: [{{ algorithm: dqn, learning_starts: 499 }}]\ntraining: {{ total_steps: 500 }}\n")).Errors);
    }

    [Fact]
    public async Task EachOfSeveralAgentsMakesItsShareOfTheSteps()
    {
        (_, _, string[] errors) = await Validation.OfAsync(
            $"{Validation.World}agents: [{{ algorithm: dqn, learning_starts: 400 }}, {{ algorithm: dqn, learning_starts: 100 }}]\ntraining: {{ total_steps: 600 }}\n");

        Assert.Equal(["f.yaml(2,10): warning: 'agent_0' learns nothing: it makes 300 steps, and 'learning_starts' is 400"], errors);
    }
}
