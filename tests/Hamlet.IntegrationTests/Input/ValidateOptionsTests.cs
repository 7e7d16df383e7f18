using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Input;

/// <summary>What can be said to train can be said to validate, and means the same.</summary>
public sealed class ValidateOptionsTests
{
    [Fact]
    public async Task WordsStandForAnExperimentWithoutAFile()
    {
        CommandResult result = await CommandLine.RunAsync("validate", "--env", "cartpole", "--algorithm", "ppo", "--seed", "3", "--device", "cpu");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("--env cartpole: valid\n  experiment    cartpole_ppo, seed 3, ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOptionChangesTheFile()
    {
        (int exitCode, string output, _) = await Validation.OfAsync($"{Validation.World}experiment: {{ seed: 1 }}\n", "--seed", "42", "--wandb-project", "town");

        Assert.Equal(0, exitCode);
        Assert.Contains(", seed 42, ", output, StringComparison.Ordinal);
        Assert.Contains("wandb", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--env town")]
    [InlineData("--env cartpol")]
    [InlineData("--env cartpole --algorithm pppo")]
    [InlineData("--env cartpole --device gpu")]
    [InlineData("--env cartpole --seed -1")]
    [InlineData("--env cartpole --set agents.0.gradient_steps=0")]
    [InlineData("f.yaml --env cartpole")]
    [InlineData("")]
    public async Task WhatIsWrongIsToldAsItIsBeforeATraining(string words)
    {
        string[] args = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        CommandResult validated = await CommandLine.RunAsync(["validate", .. args]);
        CommandResult trained = await CommandLine.RunAsync(["train", .. args]);

        Assert.Equal(2, validated.ExitCode);
        Assert.Equal(trained with { Error = trained.Error.Replace("hamlet train", "hamlet validate", StringComparison.Ordinal) }, validated);
    }

    [Fact]
    public async Task EveryOptionOfAnExperimentIsThere()
    {
        string[] notOfTheExperiment = ["--log-dir", "--resume", "--live", "--quiet", "--no-color"];

        Assert.Equal((await OptionsOfAsync("train")).Except(notOfTheExperiment), await OptionsOfAsync("validate"));
    }

    private static async Task<string[]> OptionsOfAsync(string command) =>
    [
        .. (await CommandLine.RunAsync(command, "--help")).Output.Split('\n').Select(static line => line.Trim())
            .Where(static line => line.StartsWith("--", StringComparison.Ordinal)).Select(static line => line.Split(' ')[0]),
    ];
}
