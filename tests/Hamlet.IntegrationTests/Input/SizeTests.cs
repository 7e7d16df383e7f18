using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Input;

/// <summary>Options that are each in range and whose product is not: an error with the sizes, at once and before the memory is full.</summary>
public sealed class SizeTests
{
    [Theory]
    [InlineData("algorithm: dqn, network: { hidden: [65536, 65536] }", "(2,37)", "4,295,491,586")]
    [InlineData("algorithm: ppo, network: { hidden: [65536, 65536] }", "(2,37)", "4,295,")]
    [InlineData("algorithm: ppo, n_steps: 64, batch_size: 64, network: { recurrent: gru, recurrent_size: 65536 }", "(2,66)", "12,89")]
    [InlineData("algorithm: ppo, intrinsic: { type: rnd, embed_dim: 65536, network: { hidden: [65536] } }", "(2,79)", "4,295,360,512")]
    public async Task ANetwork(string agent, string place, string count)
    {
        (int exitCode, _, string[] errors) = await Validation.OfAsync($"{Validation.World}agents: [{{ {agent} }}]\n");

        Assert.Equal(2, exitCode);
        Assert.StartsWith($"f.yaml{place}: error: the network would have {count}", Assert.Single(errors), StringComparison.Ordinal);
        Assert.EndsWith("parameters, 134,217,728 are possible: make 'hidden' or 'recurrent_size' smaller", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABatchThroughANetwork()
    {
        (int exitCode, _, string[] errors) = await Validation.OfAsync(
            $"{Validation.World}agents: [{{ algorithm: dqn, batch_size: 1048576, network: {{ hidden: [4096] }} }}]\n");

        Assert.Equal(2, exitCode);
        Assert.StartsWith("f.yaml(2,58): error: 1,048,576 rows at once would be 4,", Assert.Single(errors), StringComparison.Ordinal);
        Assert.EndsWith("numbers in one layer, 1,073,741,824 are possible: make the batch, 'hidden' or 'recurrent_size' smaller", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task EnvironmentsOfManyAgents() => await Validation.RefusesAsync(
        "environment: { type: cartpole, num_envs: 65536 }\nagents: [{ clones: 1000 }]\ntraining: { total_steps: 65536000 }\n",
        [],
        "f.yaml(1,42): error: 65,536 environments for each of 1,000 agents are 65,536,000, of 1,048,576 that are possible: lower 'num_envs' or 'clones'");

    [Theory]
    [InlineData("num_envs", "99999999999999", "at most 65536")]
    [InlineData("num_envs", "-99999999999999", "at least 1")]
    [InlineData("num_envs", "1e300", "at most 65536")]
    [InlineData("num_envs", "0", "at least 1 and at most 65536")]
    [InlineData("max_steps", "99999999999999999999", "at most 2147483647")]
    [InlineData("num_envs", "1.5", "a whole number")]
    public async Task ANumberBeyondItsTypeIsToldTheRange(string key, string value, string range) => await Validation.RefusesAsync(
        $"environment: {{ type: cartpole, {key}: {value} }}\n",
        [],
        $"f.yaml(1,{34 + key.Length}): error: '{key}' is {range}, not {(range == "a whole number" ? $"'{value}'" : value)}");
}
