using System.Runtime.CompilerServices;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Schema;

/// <summary>
/// What is generated and committed is what the command writes now. <c>HAMLET_ACCEPT_SNAPSHOTS=1 dotnet test</c> writes it anew.
/// </summary>
public sealed class ReferenceTests
{
    private static bool Accepts => Environment.GetEnvironmentVariable("HAMLET_ACCEPT_SNAPSHOTS") == "1";

    [Fact]
    public async Task TheSchemaOfExperiments() =>
        await SameAsync("schema/experiment.json", await ShippedCommand.PrintAsync("schema"));

    [Fact]
    public async Task TheSchemaOfWorlds() =>
        await SameAsync("schema/world.json", await ShippedCommand.PrintAsync("schema", "TownWorld"));

    [Theory]
    [InlineData("--markdown")]
    [InlineData("--metrics")]
    public async Task TheReadmeHasEveryTable(string option)
    {
        string readme = await File.ReadAllTextAsync(Repository.Config("README.md"));
        string begin = $"<!-- begin: hamlet schema {option} -->\n\n";
        string end = $"\n<!-- end: hamlet schema {option} -->";
        int from = readme.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int to = readme.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= begin.Length && to >= from, $"configs/README.md has no place for 'hamlet schema {option}'.");

        await SameAsync("README.md", $"{readme[..from]}{await ShippedCommand.PrintAsync("schema", option)}{readme[to..]}");
    }

    private static async Task SameAsync(string file, string expected, [CallerMemberName] string test = "")
    {
        string path = Repository.Config(file);
        if (Accepts)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, expected);
            return;
        }

        string committed = File.Exists(path) ? (await File.ReadAllTextAsync(path)).Replace("\r\n", "\n", StringComparison.Ordinal) : "";
        Assert.True(committed == expected, $"{test}: configs/{file} is old: HAMLET_ACCEPT_SNAPSHOTS=1 dotnet test --filter {nameof(ReferenceTests)} writes it anew.");
    }
}
