using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hamlet.IntegrationTests.Support;
using Hamlet.Policies;

namespace Hamlet.IntegrationTests.Packages;

/// <summary>What is in the packages, and that a stranger who has nothing else comes to his own metrics.</summary>
public sealed partial class PackageTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private static IReadOnlyList<string> Assemblies { get; } =
    [
        .. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).OfType<string>()
            .Where(static name => name != "Hamlet.Cli").Order(StringComparer.Ordinal),
    ];

    // What a game needs; the package of all the rest depends on it.
    private static IReadOnlyList<string> Acting { get; } = ["Hamlet.Core", "Hamlet.Environments", "Hamlet.Formats", "Hamlet.Numerics", "Hamlet.Policies"];

    [Fact]
    public void OneReferenceBringsEveryAssemblyWithItsDocumentationTheGeneratorsAndTheBuildsPart()
    {
        IReadOnlyList<string> files = feed.Files("Hamlet.Gen");

        AssertHolds("Hamlet.Gen", Assemblies.Except(Acting));
        Assert.Contains("Hamlet.Gen.Policies", Declared("Hamlet.Gen", "dependency", "id"));
        Assert.Contains("analyzers/dotnet/cs/Hamlet.Generators.dll", files);
        Assert.Contains("analyzers/dotnet/cs/Hamlet.CodeFixes.dll", files);
        foreach (string folder in (string[])["build/net10.0", "buildTransitive/net10.0"])
        {
            Assert.Contains($"{folder}/Hamlet.Gen.props", files);
            Assert.Contains($"{folder}/Hamlet.Gen.targets", files);
            Assert.Contains($"{folder}/LinkAttributes.xml", files);
        }
    }

    [Fact]
    public void APolicyNeedsNothingOfTraining()
    {
        AssertHolds("Hamlet.Gen.Policies", Acting);
        Assert.DoesNotContain(feed.Files("Hamlet.Gen.Policies"), static f => f.StartsWith("analyzers/", StringComparison.Ordinal));
        Assert.Equal(Needed(Acting, "PackageReference"), Declared("Hamlet.Gen.Policies", "dependency", "id"));
        Assert.Equal(Needed(Acting, "FrameworkReference"), Declared("Hamlet.Gen.Policies", "frameworkReference", "name"));
    }

    [Fact]
    public void WhatTheAssembliesNeedOfOthersIsADependencyOfAPackage()
    {
        Assert.Equal(
            Needed(Assemblies, "PackageReference"),
            Declared("Hamlet.Gen", "dependency", "id").Where(static id => id != "Hamlet.Gen.Policies")
                .Concat(Declared("Hamlet.Gen.Policies", "dependency", "id")).Order(StringComparer.Ordinal));
        Assert.Equal(Needed(Assemblies, "FrameworkReference"), Declared("Hamlet.Gen", "frameworkReference", "name"));
    }

    /// <summary>Another program outside the repository, which has nothing but the smaller package, acts with what was trained.</summary>
    [Fact]
    public async Task AGameActsWithWhatWasTrained()
    {
        string runs = Path.Combine(feed.Root, "trained");
        CommandResult trained = await CommandLine.RunAsync(
            "train", Path.Combine(Repository.Root, "configs", "cartpole_dqn.yaml"), "--set", "training.total_steps=1000", "--log-dir", runs, "--quiet");
        Assert.True(trained.ExitCode == 0, trained.Error);
        string run = Assert.Single(Directory.GetDirectories(Path.Combine(runs, "cartpole_dqn")));
        string game = Directory.CreateDirectory(Path.Combine(feed.Root, "Game")).FullName;
        File.WriteAllText(Path.Combine(game, "Game.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Hamlet.Gen.Policies" Version="{feed.Version("Hamlet.Gen.Policies")}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(game, "Program.cs"), """
            using var policy = Hamlet.Policies.Policy.Load(args[0]);
            System.Console.WriteLine($"{policy.Environment.ObservationSize} {policy.Act([0, 0, 0.1f, 0])}");
            """);

        CommandResult result = await Script.RunAsync(game, feed.Caches, $"dotnet build -c Release -v q -warnaserror; dotnet bin/Release/net10.0/Game.dll \"{run}\"");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        using var policy = Policy.Load(run);
        Assert.EndsWith($"{policy.Environment.ObservationSize} {policy.Act([0, 0, 0.1f, 0])}", result.Output.TrimEnd(), StringComparison.Ordinal);
        string output = Path.Combine(game, "bin", "Release", "net10.0");
        Assert.DoesNotContain("AspNetCore", File.ReadAllText(Path.Combine(output, "Game.runtimeconfig.json")), StringComparison.Ordinal);
        Assert.Equal(
            Acting.Select(static name => name + ".dll"),
            Directory.GetFiles(output, "Hamlet.*.dll").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>In an empty folder outside the repository: a program, an environment, an algorithm, a metric, a training.</summary>
    [Fact]
    public async Task TheRecipeOfTheReadmeLeadsToOnesOwnMetrics()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        Match recipe = Recipe().Match(readme);
        Assert.True(recipe.Success);
        string record = Path.Combine(feed.Root, "Streak.cs");
        File.WriteAllText(record, recipe.Groups["record"].Value);
        string commands = recipe.Groups["commands"].Value;
        Assert.Contains("# Streak.cs", commands, StringComparison.Ordinal);
        string work = Directory.CreateDirectory(Path.Combine(feed.Root, "work")).FullName;

        CommandResult result = await Script.RunAsync(work, feed.Caches, Remark().Replace(commands, $"cp \"{record}\" ."));

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.DoesNotContain("warning", result.Output, StringComparison.Ordinal);
        string run = Assert.Single(Directory.GetDirectories(Path.Combine(work, "Demo", "runs", "online_q")));
        List<string> inDatabase = Database.Query(run, "SELECT DISTINCT tag FROM metrics");
        string csv = Path.Combine(feed.Root, "scalars.csv");
        Assert.Equal(0, (await CommandLine.RunAsync("export-scalars", run, "--csv", csv)).ExitCode);
        string inEventFiles = File.ReadAllText(csv);
        foreach (string tag in (string[])["OnlineQ/Loss", "OnlineQ/Mean_Value", "Streak/Longest"])
        {
            Assert.Contains(tag, inDatabase);
            Assert.Contains(tag, inEventFiles, StringComparison.Ordinal);
        }
    }

    /// <summary>
    /// Names that are no words of C#, a project file of its owner's taste, and a program that is published as the README says: without a warning, as one file,
    /// which trains with nothing beside it.
    /// </summary>
    [Fact]
    public async Task AProgramOfAnyNameIsPublishedAsOneFile()
    {
        string work = Directory.CreateDirectory(Path.Combine(feed.Root, "names")).FullName;

        CommandResult result = await Script.RunAsync(work, feed.Caches, $"""
            dotnet new install Hamlet.Gen.Templates
            dotnet new hamlet -n my-game
            cd my-game
            dotnet new hamlet-environment -n my.maze
            dotnet new hamlet-environment -n 2048
            dotnet new hamlet-algorithm -n 1st-try
            sed -i 's|<NoWarn>.*</NoWarn>|<NoWarn>CS1591</NoWarn>|' my-game.csproj
            dotnet publish -p:PublishProfile=linux-x64 -o "{work}/one"
            dotnet msbuild -getProperty:MSBuildWarningsAsMessages
            cp -r configs "{work}"
            cd "{work}"
            env -u DOTNET_ROOT one/my-game plugins
            env -u DOTNET_ROOT one/my-game doctor
            env -u DOTNET_ROOT one/my-game train configs/learner1st_try.yaml --set environment.type=my_maze --set training.total_steps=500
            """);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.DoesNotContain("warning", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^;?CS1591;(.*;)?NETSDK1206", result.Output);
        Assert.Equal(["my-game"], Directory.GetFileSystemEntries(Path.Combine(work, "one")).Select(Path.GetFileName));
        Assert.Matches(@"(?m)^\s*my_maze\s", result.Output);
        Assert.Matches(@"(?m)^\s*world2048\s", result.Output);
        Assert.Contains("namespace my_game;", File.ReadAllText(Path.Combine(work, "my-game", "World2048Episode.cs")), StringComparison.Ordinal);
        string run = Assert.Single(Directory.GetDirectories(Path.Combine(work, "runs", "learner1st_try")));
        Assert.NotEmpty(Database.Query(run, "SELECT tag FROM metrics WHERE tag = 'Learner1st_try/Loss'"));

        // What it lacks is not had by a build of sources that a program of the package has not.
        Assert.Contains("torchsharp: not in the package Hamlet.Gen", result.Output, StringComparison.Ordinal);
        Assert.Contains("dotnet pack Hamlet.Gen.sln -c Release -o artifacts -p:TorchSharp=cpu -p:Version=", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet build", result.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Needed(IEnumerable<string> assemblies, string kind) => assemblies
        .SelectMany(name => XDocument.Load(Path.Combine(Repository.Root, "src", name, name + ".csproj")).Descendants(kind))
        .Where(static r => r.Attribute("PrivateAssets") is null && !(r.Parent!.Attribute("Condition")?.Value.Contains("== 'true'", StringComparison.Ordinal) ?? false))
        .Select(static r => r.Attribute("Include")!.Value)
        .Where(static name => !name.Contains("$(", StringComparison.Ordinal)) // That of a switch, which this build was made without.
        .Distinct().Order(StringComparer.Ordinal);

    private IEnumerable<string> Declared(string package, string element, string attribute) => feed.Description(package).Descendants()
        .Where(e => e.Name.LocalName == element).Select(e => e.Attribute(attribute)!.Value).Order(StringComparer.Ordinal);

    private void AssertHolds(string package, IEnumerable<string> assemblies)
    {
        Assert.Equal(
            assemblies.SelectMany(static name => (string[])[$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"]).Order(StringComparer.Ordinal),
            feed.Files(package).Where(static f => f.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            assemblies.Select(static name => $"lib/net10.0/{name}.pdb"),
            feed.Files(package, ".snupkg").Where(static f => f.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("README.md", feed.Files(package));
        Assert.Contains("LICENSE", feed.Files(package));
    }

    [GeneratedRegex("## Yours, from outside\n.*?```csharp\n(?<record>.*?)```.*?```\n(?<commands>dotnet new install.*?)```", RegexOptions.Singleline)]
    private static partial Regex Recipe();

    [GeneratedRegex("^# Streak.cs.*$", RegexOptions.Multiline)]
    private static partial Regex Remark();
}
