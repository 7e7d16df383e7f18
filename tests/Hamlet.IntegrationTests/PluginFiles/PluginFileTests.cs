using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Hamlet.Algorithms;
using Hamlet.Hosting;
using Hamlet.IntegrationTests.Support;
using Hamlet.Plugins;
using Hamlet.Policies;
using Hamlet.SamplePlugins;

namespace Hamlet.IntegrationTests.PluginFiles;

/// <summary>The command with plugins that it was not built with.</summary>
public sealed class PluginFileTests : IDisposable
{
    private const string Remedy = ": the run was made with plugins that are not here: name their library with --plugin FILE";

    private static readonly string s_sample = typeof(CoinEpisode).Assembly.Location;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ACompiledLibraryTrainsAndIsMeasuredAndItsPolicyIsLoadedWithoutIt()
    {
        string[] options =
        [
            "--plugin", s_sample, "train", "--env", "corridor", "--algorithm", "a2c", "--log-dir", _folder.Path, "--set", "training.total_steps=400",
            "--set", "evaluation.every_steps=200", "--set", "evaluation.episodes=2", "--set", "evaluation.final_episodes=2",
        ];

        using HamletProcess process = HamletProcess.Start(options);
        CommandResult trained = await process.WaitAsync();

        Assert.True(trained.ExitCode == 0, trained.Error);
        string run = Assert.Single(Directory.GetDirectories(Path.Combine(_folder.Path, "corridor_a2c")));
        Assert.Contains("A2C/Entropy", Database.Query(run, "SELECT DISTINCT tag FROM metrics"));

        CommandResult measured = await RunAsync("eval", run, "--episodes", "2", "--plugin", s_sample);
        Assert.True(measured.ExitCode == 0, measured.Error);
        Assert.Contains("agent_0", measured.Output, StringComparison.Ordinal);

        CommandResult without = await RunAsync("eval", run, "--episodes", "2");
        Assert.Equal(ExitCode.WrongInput, without.ExitCode);
        Assert.Contains(": error: there is no environment 'corridor'" + Remedy, without.Error, StringComparison.Ordinal);
        Assert.All(without.Error.TrimEnd().Split('\n'), static line => Assert.EndsWith(Remedy, line, StringComparison.Ordinal));

        using var policy = Policy.Load(run);
        Assert.InRange(policy.Act([1, 0, 0, 0, 0, 0, 0, 0]), 0, 1);
    }

    [Fact]
    public async Task WhatItBringsIsListedBesideTheRest()
    {
        CommandResult result = await RunAsync("plugins", "--plugin", s_sample);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("  coin ", result.Output, StringComparison.Ordinal);
        Assert.Contains("  cartpole ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  coin ", (await RunAsync("plugins")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALibraryOfAnotherVersionIsRefusedWithBothVersions()
    {
        string older = Path.Combine(_folder.Path, "older.dll");
        File.WriteAllBytes(older, WithContracts(File.ReadAllBytes(s_sample), 9, 8, 7));

        await IsRefusedAsync(older, "was compiled against Hamlet.Gen 9.8.7, and this program is 0.1.0");
    }

    [Fact]
    public async Task APatchOfTheSameVersionIsTaken()
    {
        string patched = Path.Combine(_folder.Path, "patched.dll");
        File.WriteAllBytes(patched, WithContracts(File.ReadAllBytes(s_sample), 0, 1, 0));

        Assert.Equal(0, (await RunAsync("plugins", "--plugin", patched)).ExitCode);
    }

    [Fact]
    public async Task WhatIsNoPluginIsRefusedWithTheReason()
    {
        await IsRefusedAsync(Path.Combine(_folder.Path, "nowhere.dll"), "cannot be read");
        await IsRefusedAsync(_folder.File("text.dll", "not an assembly"), "is not a .NET assembly");
        await IsRefusedAsync(typeof(FactAttribute).Assembly.Location, "does not refer to Hamlet.Core");
        await IsRefusedAsync(typeof(Policy).Assembly.Location, "has no plugins");
    }

    [Fact]
    public async Task WhatWasBuiltWithoutTheGeneratorsIsToldSo()
    {
        // The same library without the list that the generators wrote: its mark is called something else.
        byte[] image = File.ReadAllBytes(s_sample);
        int place = image.AsSpan().IndexOf("HamletPluginsAttribute\0"u8);
        image[place] = (byte)'h';
        string bare = Path.Combine(_folder.Path, "bare.dll");
        File.WriteAllBytes(bare, image);

        await IsRefusedAsync(bare, "was built without the generators. Refer to the package Hamlet.Gen 0.1.0");
    }

    [Fact]
    public async Task TheSameFileTwiceIsLoadedOnce()
    {
        CommandResult result = await RunAsync("plugins", "--plugin", s_sample, "--plugin", Path.GetRelativePath(".", s_sample));

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Single(result.Output.Split('\n'), static line => line.StartsWith("  coin ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ALibraryThatIsThereAlreadyIsToldSo()
    {
        string copy = Path.Combine(_folder.Path, "copy.dll");
        File.Copy(s_sample, copy);

        CommandResult twice = await RunAsync("plugins", "--plugin", s_sample, "--plugin", copy);
        Assert.Equal(ExitCode.WrongInput, twice.ExitCode);
        Assert.Contains($"the plugin '{copy}' is loaded already, from '{s_sample}': leave it out", twice.Error, StringComparison.Ordinal);

        CommandResult own = await CommandLine.RunAsync(PluginCatalog.Host, "plugins", "--plugin", s_sample);
        Assert.Equal(ExitCode.WrongInput, own.ExitCode);
        Assert.Contains($"the plugin '{s_sample}' is loaded already, as a part of the program: leave it out", own.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANameThatIsTakenIsRefused()
    {
        var catalog = new PluginCatalog();
        catalog.Add(new Plugin<IAlgorithm, AlgorithmContext, A2cOptions>("a2c", typeof(string), "", static (_, _) => throw new NotSupportedException()));

        CommandResult result = await CommandLine.RunAsync(catalog, "plugins", "--plugin", s_sample);

        Assert.Equal(ExitCode.WrongInput, result.ExitCode);
        Assert.Contains("are both named 'a2c'", result.Error, StringComparison.Ordinal);
    }

    private static async Task IsRefusedAsync(string file, string why)
    {
        CommandResult result = await RunAsync("plugins", "--plugin", file);

        Assert.Equal(ExitCode.WrongInput, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(why, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    /// <summary>The command as its own program has it: with none of the plugins that only the tests were built with.</summary>
    private static Task<CommandResult> RunAsync(params string[] args)
    {
        var catalog = new PluginCatalog();
        foreach (Plugin plugin in PluginCatalog.Host.All.Where(static p => p.Type.Assembly != typeof(CoinEpisode).Assembly))
        {
            catalog.Add(plugin);
        }

        return CommandLine.RunAsync(catalog, args);
    }

    /// <summary>The same assembly as if it had been compiled against contracts of another version.</summary>
    private static byte[] WithContracts(byte[] image, ushort major, ushort minor, ushort build)
    {
        using var file = new PEReader([.. image]);
        MetadataReader reader = file.GetMetadataReader();
        AssemblyReferenceHandle core = reader.AssemblyReferences.Single(h => reader.StringComparer.Equals(reader.GetAssemblyReference(h).Name, "Hamlet.Core"));

        // A row of the table begins with the four numbers of the version.
        int row = file.PEHeaders.MetadataStartOffset + reader.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + ((reader.GetRowNumber(core) - 1) * reader.GetTableRowSize(TableIndex.AssemblyRef));
        BitConverter.TryWriteBytes(image.AsSpan(row), major);
        BitConverter.TryWriteBytes(image.AsSpan(row + 2), minor);
        BitConverter.TryWriteBytes(image.AsSpan(row + 4), build);
        return image;
    }
}
