using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Packages;

/// <summary>What is in the packages, and that a stranger who has nothing else comes to his own metrics.</summary>
public sealed partial class PackageTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private static IReadOnlyList<string> Assemblies { get; } =
    [
        .. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).OfType<string>()
            .Where(static name => name != "Hamlet.Cli").Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void OneReferenceHasEveryAssemblyWithItsDocumentationTheGeneratorsAndTheBuildsPart()
    {
        IReadOnlyList<string> files = feed.Files("Hamlet.Gen");

        Assert.Equal(
            Assemblies.SelectMany(static name => (string[])[$"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"]).Order(StringComparer.Ordinal),
            files.Where(static f => f.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            Assemblies.Select(static name => $"lib/net10.0/{name}.pdb"),
            feed.Files("Hamlet.Gen", ".snupkg").Where(static f => f.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("analyzers/dotnet/cs/Hamlet.Generators.dll", files);
        Assert.Contains("analyzers/dotnet/cs/Hamlet.CodeFixes.dll", files);
        Assert.Contains("README.md", files);
        Assert.Contains("LICENSE", files);
        foreach (string folder in (string[])["build", "buildTransitive"])
        {
            Assert.Contains($"{folder}/Hamlet.Gen.props", files);
            Assert.Contains($"{folder}/Hamlet.Gen.targets", files);
            Assert.Contains($"{folder}/LinkAttributes.xml", files);
        }
    }

    [Fact]
    public void WhatTheAssembliesNeedOfOthersIsADependencyOfThePackage()
    {
        IEnumerable<string> needed = Referenced("PackageReference")
            .Where(static r => r.Attribute("PrivateAssets") is null && !(r.Parent!.Attribute("Condition")?.Value.Contains("== 'true'", StringComparison.Ordinal) ?? false))
            .Select(static r => r.Attribute("Include")!.Value)
            .Where(static name => !name.Contains("$(", StringComparison.Ordinal)); // That of a switch, which this build was made without.
        IEnumerable<string> frameworks = Referenced("FrameworkReference").Select(static r => r.Attribute("Include")!.Value);

        Assert.Equal(needed.Distinct().Order(StringComparer.Ordinal), Declared("dependency", "id"));
        Assert.Equal(frameworks.Distinct(), Declared("frameworkReference", "name"));
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
        string run = Assert.Single(Directory.GetDirectories(Path.Combine(work, "Demo", "runs", "sarsa")));
        List<string> inDatabase = Database.Query(run, "SELECT DISTINCT tag FROM metrics");
        string csv = Path.Combine(feed.Root, "scalars.csv");
        Assert.Equal(0, (await CommandLine.RunAsync("export-scalars", run, "--csv", csv)).ExitCode);
        string inEventFiles = File.ReadAllText(csv);
        foreach (string tag in (string[])["Sarsa/Loss", "Sarsa/Mean_Value", "Streak/Longest"])
        {
            Assert.Contains(tag, inDatabase);
            Assert.Contains(tag, inEventFiles, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<XElement> Referenced(string kind) =>
        Assemblies.SelectMany(name => XDocument.Load(Path.Combine(Repository.Root, "src", name, name + ".csproj")).Descendants(kind));

    private IEnumerable<string> Declared(string element, string attribute) => feed.Description("Hamlet.Gen").Descendants()
        .Where(e => e.Name.LocalName == element).Select(e => e.Attribute(attribute)!.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex("## Yours, from outside\n.*?```csharp\n(?<record>.*?)```.*?```\n(?<commands>dotnet new install.*?)```", RegexOptions.Singleline)]
    private static partial Regex Recipe();

    [GeneratedRegex("^# Streak.cs.*$", RegexOptions.Multiline)]
    private static partial Regex Remark();
}
