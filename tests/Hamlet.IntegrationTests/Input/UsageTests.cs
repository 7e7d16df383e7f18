using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Input;

/// <summary>A command line that was typed wrongly is answered with what was meant, and nothing that only follows from it.</summary>
public sealed class UsageTests
{
    public static TheoryData<string, string[]> Wrong => new()
    {
        { "train x.yaml --sed 3", ["there is no option '--sed'. Did you mean '--set'?", "See 'hamlet train --help'."] },
        { "train --nope", ["there is no option '--nope'.", "See 'hamlet train --help'."] },
        { "runs --jso", ["there is no option '--jso'. Did you mean '--json'?", "See 'hamlet runs --help'."] },
        { "validate x.yaml --plugn y.dll", ["there is no option '--plugn'. Did you mean '--plugin'?", "See 'hamlet validate --help'."] },
        { "bench learning --log-dir x", ["there is no option '--log-dir'.", "See 'hamlet bench learning --help'."] },
        { "bench learnin", ["Unrecognized command or argument 'learnin'. Did you mean 'learning'?", "See 'hamlet bench --help'."] },
        { "trian x.yaml", ["Unrecognized command or argument 'trian'. Did you mean 'train'?", "Unrecognized command or argument 'x.yaml'.", "See 'hamlet --help'."] },
        {
            "query",
            [
                "<run> is missing. The run's directory, its identifier in 'runs', or a database.",
                "<sql> is missing. The question; the view 'metrics' has every number.", "See 'hamlet query --help'.",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task ItSaysWhatIsWrong(string line, string[] said)
    {
        CommandResult result = await CommandLine.RunAsync(line.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(said, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => l.Replace("hamlet: error: ", "", StringComparison.Ordinal).Trim()));
    }

    /// <summary>What stands behind "--" or is the value of an option may begin as it likes.</summary>
    [Theory]
    [InlineData("validate -- --nope", "there is no file '--nope'")]
    [InlineData("train --env cartpole --seed --nope", "--seed is a whole number from 0 on, not '--nope'.")]
    public async Task AWordIsNoOptionWhereNoneCanBe(string line, string error)
    {
        CommandResult result = await CommandLine.RunAsync(line.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
    }
}
