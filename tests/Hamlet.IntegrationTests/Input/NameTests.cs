using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Input;

/// <summary>Names that would be a directory, a file or a tag, and can be none of them on some system.</summary>
public sealed class NameTests
{
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
            $"{Validation.World}agents: [{{ agent_id: {written} }}]\n", [], $"f.yaml(2,10): error: the agent's name '{shown}' can be no tag and no file: {problem}{use}");
        await Validation.RefusesAsync(
            $"{Validation.World}experiment: {{ name: {written} }}\n", [], $"f.yaml(2,13): error: the experiment's name '{shown}' can be no directory: {problem}{use}");
    }

    [Fact]
    public async Task AnAgentHasNoSpaceInItsNameAndAnExperimentMay()
    {
        await Validation.RefusesAsync(
            $"{Validation.World}agents: [{{ agent_id: a b }}]\n",
            [],
            "f.yaml(2,10): error: the agent's name 'a b' can be no tag and no file: it has a space, use letters, digits, '-' and '_'");

        Assert.Equal(0, (await Validation.OfAsync($"{Validation.World}experiment: {{ name: my first }}\n")).ExitCode);
    }

    [Theory]
    [InlineData("environment: { type: cartpole }\nagents: [{ init_from: '' }]", "(2,23): error: 'init_from' names no run: write the path of one, or null for random weights")]
    [InlineData("environment: { type: cartpole }\nagents: [{ init_from: '@best' }]", "(2,23): error: 'init_from' names no run: write the path of one, or null for random weights")]
    [InlineData("environment: { type: town, world: '' }", "(1,35): error: this is no path of a file")]
    [InlineData("environment: { type: town, world: \"a\\0b\" }", "(1,35): error: this is no path of a file")]
    public async Task APathThatIsNone(string yaml, string error) => await Validation.RefusesAsync($"{yaml}\n", [], $"f.yaml{error}");

    [Theory]
    [InlineData("train", "experiment")]
    [InlineData("validate", "experiment")]
    [InlineData("sweep", "sweep")]
    public async Task AFileWithoutAName(string command, string what)
    {
        CommandResult result = await CommandLine.RunAsync(command, "");

        Assert.Equal((2, $"command line: error: the name of the {what}'s file is empty\n"), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData('x', 300, 300)]
    [InlineData('ä', 101, 202)]
    public async Task LongerThanAFileSystemTakes(char letter, int count, int bytes)
    {
        string name = new(letter, count);

        await Validation.RefusesAsync(
            $"{Validation.World}experiment: {{ name: {name} }}\n",
            [],
            $"f.yaml(2,13): error: the experiment's name '{name[..60]}...' can be no directory: it is {bytes} bytes long, 200 are possible");
        Assert.Equal(0, (await Validation.OfAsync($"{Validation.World}experiment: {{ name: {new string('x', 200)} }}\n")).ExitCode);
    }
}
