using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Input;

/// <summary>Whoever repairs a file reads everything that is wrong in it, whichever part notices it.</summary>
public sealed class AllAtOnceTests
{
    [Fact]
    public async Task WhatOnlyShowsWhenPartsAreMadeIsSaidBesideWhatTheFileGetsWrong() => await Validation.RefusesAsync(
        """
        environment: { type: cartpole }
        agents:
          - { agent_id: a, algorithm: dqn, init_from: nowhere, gamma: 7 }
          - { agent_id: b, algorithm: ppo, sequence_length: 128, network: { recurrent: gru } }
        callbacks:
          - { type: early_stop }
          - { type: early_stopp }
          - { type: early_stop, target_return: 3, agent: nobody, patiens: 3 }
          - { type: early_stop, target_return: 3, agent: nobody }
        training: { total_steps: 0 }
        """,
        [],
        "f.yaml(3,47): error: 'init_from' nowhere@latest: there is no run with checkpoints in 'nowhere'.",
        "f.yaml(3,63): error: 'gamma' is at least 0 and at most 1, not 7",
        "f.yaml(4,5): error: 'batch_size' is 64, less than one sequence of 128 steps: raise it, or set a shorter 'sequence_length'",
        "f.yaml(6,5): error: early_stop needs to know when: set 'target_return', 'target_success_rate' or 'patience'",
        "f.yaml(7,13): error: there is no callback 'early_stopp', did you mean 'early_stop'?",
        "f.yaml(8,58): error: unknown key 'patiens', did you mean 'patience'?",
        "f.yaml(9,5): error: there is no agent 'nobody'; valid: a, b",
        "f.yaml(10,26): error: 'total_steps' is at least 1 and at most 1000000000000000, not 0");

    [Theory]
    [InlineData("callbacks: [{ type: early_stop, agent: nobody }]", "early_stop needs to know when", "there is no agent 'nobody'")]
    [InlineData("callbacks: [{ type: early_stop, target_success_rate: 0.5, on: episodes, agent: nobody }]", "leave out 'on: episodes'", "there is no agent 'nobody'")]
    [InlineData("curriculum: { type: adversarial, retreat_threshold: 0.75, advance_threshold: 0.5 }", "has no stages", "'retreat_threshold' is 0.75")]
    [InlineData("agents: [{ batch_size: 4, replay_buffer_size: 8, network: { recurrent: gru } }]", "'batch_size' is 4", "'replay_buffer_size' is 8")]
    public async Task WhatIsWrongWithOneOptionOfAPartHidesNothingElse(string section, params string[] errors)
    {
        (int exitCode, _, string[] said) = await Validation.OfAsync($"{Validation.World}{section}\n");

        Assert.Equal(2, exitCode);
        Assert.Equal(errors.Length, said.Length);
        Assert.All(errors.Zip(said), static pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public Task EveryWrapperIsHeardWhateverIsWrongWithThoseBeforeIt() => Validation.RefusesAsync(
        """
        environment:
          type: cartpole
          wrappers:
            - { type: clip_observation, low: 3, high: 1 }
            - { type: clip_reward, low: 5, high: 2 }
            - { type: frame_stack, frames: 0 }
            - { type: clip_observation, low: 1, high: 1 }
        """,
        [],
        "f.yaml(4,7): error: clip_observation: 'low' is 3, which is not less than 'high', 1",
        "f.yaml(5,7): error: clip_reward: 'low' is 5, which is not less than 'high', 2",
        "f.yaml(6,36): error: 'frames' is at least 2 and at most 1024, not 0",
        "f.yaml(7,7): error: clip_observation: 'low' is 1, which is not less than 'high', 1");

    [Theory]
    [InlineData("agents: [{ algorithm: ppo }, { algorithm: dqn }]")]
    [InlineData("agents: [{ algorithm: dqn, clones: 3 }]")]
    public async Task WhatIsWrongWithASectionThatAgentsShareIsSaidOnce(string agents)
    {
        (int exitCode, _, string[] errors) = await Validation.OfAsync($"environment: {{ type: cartpole }}\n{agents}\ncurriculum: {{ type: adversarial }}\n");

        Assert.Equal(2, exitCode);
        Assert.StartsWith("f.yaml(3,13): error: ", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PartsThatRefuseTheirOptionsAreAllHeard()
    {
        (int exitCode, _, string[] errors) = await Validation.OfAsync("""
            environment: { type: cartpole }
            agents:
              - { agent_id: a, algorithm: dqn, init_from: nowhere }
              - { agent_id: b, algorithm: dqn, replay_buffer_size: 1073741824 }
              - { agent_id: c, algorithm: dqn, replay_buffer_size: 1073741824 }
            backend: { device: cuda }
            """);

        Assert.Equal(2, exitCode);
        Assert.Equal(["(3,", "(6,"], errors.Select(static e => e[6..9]).Order());
    }

    /// <summary>Which key is unknown to the environment that was meant is known; one of another environment may have been meant with that one.</summary>
    [Fact]
    public async Task AMistypedEnvironmentHidesNoKeyBesideItThatNoneHas()
    {
        (int exitCode, _, string[] errors) = await Validation.OfAsync("environment: { type: cartpol, levl: 3, level: L1, num_env: 2 }\n");

        Assert.Equal(2, exitCode);
        Assert.Equal(3, errors.Length);
        Assert.EndsWith("there is no environment 'cartpol', did you mean 'cartpole'?", errors[0], StringComparison.Ordinal);
        Assert.Contains("unknown key 'levl'; valid: ", errors[1], StringComparison.Ordinal);
        Assert.DoesNotContain("cascades", errors[1], StringComparison.Ordinal);
        Assert.EndsWith("unknown key 'num_env', did you mean 'num_envs'?", errors[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("environment: { type: zzz, levl: L1 }", "there is no environment 'zzz'; valid: ")]
    [InlineData("callbacks: [{ type: zzzzzz, must_have: 1, other: 2 }]", "there is no callback 'zzzzzz'; valid: ")]
    [InlineData("agents: [{ algorithm: zzzzzz, must_have: 1, gamma: 0.9 }]", "there is no algorithm 'zzzzzz'; valid: ")]
    [InlineData("metrics: { zzzzzz: { must_have: 1 } }", "unknown key 'zzzzzz'; valid: ")]
    public async Task ThePluginOfALibraryThatIsNotNamedIsOneErrorWithItsRemedy(string section, string error)
    {
        string text = section.StartsWith("environment", StringComparison.Ordinal) ? section : $"environment: {{ type: cartpole }}\n{section}";
        (int exitCode, _, string[] errors) = await Validation.OfAsync($"{text}\n");

        Assert.Equal(2, exitCode);
        string only = Assert.Single(errors);
        Assert.Contains(error, only, StringComparison.Ordinal);
        Assert.EndsWith("; a library that has it is named with --plugin FILE", only, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASectionThatAllAgentsShareIsToBlameOnce() => await Validation.RefusesAsync(
        """
        environment: { type: cartpole }
        agents: [{ agent_id: a }, { agent_id: b }, { agent_id: c, clones: 3 }]
        exploration: { epsilon_star: 1 }
        """,
        [],
        "f.yaml(3,16): error: unknown key 'epsilon_star', did you mean 'epsilon_start'?");
}
