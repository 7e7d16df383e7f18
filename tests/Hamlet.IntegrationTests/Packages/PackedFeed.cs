using System.IO.Compression;
using System.Xml.Linq;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Packages;

/// <summary>The packages of this build, in a folder outside the repository.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder that holds all of it.</summary>
    public string Root => _folder.Path;

    /// <summary>The folder with the packages.</summary>
    public string Feed => Directory.CreateDirectory(Path.Combine(Root, "feed")).FullName;

    /// <summary>The folder of caches.</summary>
    public string Caches => Directory.CreateDirectory(Path.Combine(Root, "caches")).FullName;

    public async Task InitializeAsync()
    {
        // As they were built with the tests, since another test may be running on what a build would write anew.
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        CommandResult packed = await Script.RunAsync(Repository.Root, Caches, $"""
            command dotnet pack Hamlet.Gen.sln -c {configuration} --no-build -o "{Feed}" -nologo -v q
            """);
        Assert.True(packed.ExitCode == 0, packed.Output + packed.Error);
        File.WriteAllText(Path.Combine(Root, "nuget.config"), """
            <configuration>
              <packageSources>
                <add key="hamlet" value="feed" />
              </packageSources>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The names of the files in a package.</summary>
    public IReadOnlyList<string> Files(string name, string extension = ".nupkg")
    {
        using ZipArchive package = Open(name, extension);
        return [.. package.Entries.Select(static e => e.FullName)];
    }

    /// <summary>The version of a package.</summary>
    public string Version(string name) => Description(name).Descendants().Single(static e => e.Name.LocalName == "version").Value;

    /// <summary>What a package says of itself.</summary>
    public XElement Description(string name)
    {
        using ZipArchive package = Open(name, ".nupkg");
        using Stream stream = package.Entries.Single(static e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XElement.Load(stream);
    }

    // What follows the name is a version, and not more of another name.
    private ZipArchive Open(string name, string extension) => ZipFile.OpenRead(Assert.Single(
        Directory.GetFiles(Feed, $"{name}.*{extension}"), path => char.IsAsciiDigit(Path.GetFileName(path)[name.Length + 1])));
}
