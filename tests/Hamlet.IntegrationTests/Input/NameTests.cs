using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Input;

/// <summary>Names that would be a directory, a file or a tag, and can be none of them on some system.</summary>
public sealed class NameTests
{
    private const string World = "environment: { type: cartpole }\n";

    [Theory]
    [InlineData("\"\"", "", "it is empty")]
    [InlineData(".", ".", "it means a directory that is there already")]
    [InlineData("..", "..", "it means a directory that is there already")]
    [InlineData("a/b", "a/b", "it has a slash")]
    [InlineData("'a\\b'", "a\\b", "it has a slash")]
    [InlineData("\"a\\nb\"", "a\ufffdb", "it has a line break or another control character")]
    [InlineData("\" a\"", " a", "it begins or ends with a space")]
    [InlineData("a:b", "a:b", "it has a ':', which no file of Windows may have")]
    public async Task OfAnAgentAndOfAnExperiment(string written, string shown, string problem)
    {
        const string use = ", use letters, digits, '-' and '_'";

        await Validation.RefusesAsync(
            $"{World}agents: [{{ agent_id: {written} }}]\n", [], $"f.yaml(2,10): error: the agent's name '{shown}' can be no tag and no file: {problem}{use}");
        await Validation.RefusesAsync(
            $"{World}experiment: {{ name: {written} }}\n", [], $"f.yaml(2,13): error: the experiment's name '{shown}' can be no directory: {problem}{use}");
    }

    [Fact]
    public async Task AnAgentHasNoSpaceInItsNameAndAnExperimentMay()
    {
        await Validation.RefusesAsync(
            $"{World}agents: [{{ agent_id: a b }}]\n",
            [],
            "f.yaml(2,10): error: the agent's name 'a b' can be no tag and no file: it has a space, use letters, digits, '-' and '_'");

        Assert.Equal(0, (await Validation.OfAsync($"{World}experiment: {{ name: my first }}\n")).ExitCode);
    }

    [Theory]
    [InlineData('x', 300, 300)]
    [InlineData('ä', 101, 202)]
    public async Task LongerThanAFileSystemTakes(char letter, int count, int bytes)
    {
        string name = new(letter, count);

        await Validation.RefusesAsync(
            $"{World}experiment: {{ name: {name} }}\n",
            [],
            $"f.yaml(2,13): error: the experiment's name '{name[..60]}...' can be no directory: it is {bytes} bytes long, 200 are possible");
        Assert.Equal(0, (await Validation.OfAsync($"{World}experiment: {{ name: {new string('x', 200)} }}\n")).ExitCode);
    }
}
