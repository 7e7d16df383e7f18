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

    private static Regex Block(string language) => new($"```{language}\n(.*?)```", RegexOptions.Singleline);

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
