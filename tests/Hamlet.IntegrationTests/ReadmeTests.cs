using System.Text.RegularExpressions;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests;

/// <summary>What the README shows works as it stands.</summary>
public sealed partial class ReadmeTests
{
    private static string Text => File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Theory]
    [InlineData("README.md")]
    [InlineData("configs/README.md")]
    public async Task TheExperimentShownIsValid(string readme)
    {
        using var folder = new TemporaryFolder();
        string worlds = Directory.CreateDirectory(Path.Combine(folder.Path, "worlds")).FullName;
        File.Copy(Repository.Config("worlds/town8.yaml"), Path.Combine(worlds, "town8.yaml"));
        string config = folder.File("readme.yaml", Block("yaml").Match(File.ReadAllText(Path.Combine(Repository.Root, readme))).Groups[1].Value);

        CommandResult result = await CommandLine.RunAsync("validate", config);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Empty(result.Error);
    }

    [Fact]
    public void TheCommandsShownNameFilesThatExist()
    {
        Assert.Contains("dotnet run -c Release --project src/Hamlet.Cli -- train configs/example_dqn.yaml", Text, StringComparison.Ordinal);
        foreach (Match link in Link().Matches(Text))
        {
            string target = link.Groups[1].Value;
            if (!target.StartsWith("http", StringComparison.Ordinal))
            {
                string path = Path.Combine(Repository.Root, target);
                Assert.True(File.Exists(path) || Directory.Exists(path), target);
            }
        }
    }

    [Fact]
    public async Task WhatIsWrongIsSaidAsShown()
    {
        using var folder = new TemporaryFolder();
        string config = folder.File("typo.yaml", """
            experiment:
              name: typo
              seed: 3
            environment: { type: cartpol }
            agents:
              - algorithm: dqn
                learning_rat: 0.001
                gamma: 1.5
            """);

        CommandResult result = await CommandLine.RunAsync("validate", config);

        Assert.Contains(result.Error.TrimEnd().Replace(config, "configs/typo.yaml", StringComparison.Ordinal), Text, StringComparison.Ordinal);
    }

    /// <summary>The figures are one machine's; what is around them is everyone's.</summary>
    [Fact]
    public async Task TheClosingLinesAndTheAnswerToTheQueryAreAsShown()
    {
        using var folder = new TemporaryFolder();
        CommandResult result = await CommandLine.RunAsync(
            "train", Repository.Config("example_dqn.yaml"), "--log-dir", folder.Path, "--set", "training.total_steps=600", "--set", "evaluation.every_steps=300",
            "--set", "evaluation.episodes=2", "--set", "evaluation.final_episodes=2");
        Assert.Equal(0, result.ExitCode);

        string[] printed = [.. result.Output.Split('\n').Select(WithoutNumbers)];
        string[] shown = [.. Text.Split("```").Single(static b => b.StartsWith("\nTrained ", StringComparison.Ordinal)).Trim().Split('\n').Select(WithoutNumbers)];
        Assert.Equal(6, shown.Length);
        Assert.All(shown, line => Assert.Contains(line, printed));

        string run = Assert.Single(Directory.GetDirectories(Path.Combine(folder.Path, "town_dqn")));
        string sql = Block("sql").Match(Text).Groups[1].Value.Trim();
        CommandResult answer = await CommandLine.RunAsync("query", run, sql, "--csv");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("total_reward", answer.Output, StringComparison.Ordinal);
    }

    private static string WithoutNumbers(string line) => Number().Replace(line, "#");

    private static Regex Block(string language) => new($"```{language}\n(.*?)```", RegexOptions.Singleline);

    [GeneratedRegex(@"\d[\d.,]*")]
    private static partial Regex Number();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
