using System.Xml.Linq;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests;

/// <summary>The arrows between the projects point down only.</summary>
public sealed class ArrowsTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new(StringComparer.Ordinal)
    {
        ["Hamlet.Core"] = [],
        ["Hamlet.Formats"] = ["Hamlet.Core"],
        ["Hamlet.Numerics"] = ["Hamlet.Core"],
        ["Hamlet.TorchSharp"] = ["Hamlet.Core"],
        ["Hamlet.Environments"] = ["Hamlet.Core"],
        ["Hamlet.Algorithms"] = ["Hamlet.Core"],
        ["Hamlet.Outputs"] = ["Hamlet.Core", "Hamlet.Formats"],
        ["Hamlet.Training"] = ["Hamlet.Core", "Hamlet.Formats"],
        ["Hamlet.Policies"] = ["Hamlet.Core", "Hamlet.Formats", "Hamlet.Numerics", "Hamlet.Environments"],
        ["Hamlet.Analysis"] = ["Hamlet.Core", "Hamlet.Formats"],
        ["Hamlet.Live"] = ["Hamlet.Core", "Hamlet.Analysis"],
        ["Hamlet.Hosting"] = ["Hamlet.Core", "Hamlet.Formats", "Hamlet.Numerics", "Hamlet.TorchSharp", "Hamlet.Environments",
            "Hamlet.Algorithms", "Hamlet.Outputs", "Hamlet.Training", "Hamlet.Policies", "Hamlet.Analysis", "Hamlet.Live"],
        ["Hamlet.Cli"] = ["Hamlet.Hosting"],
    };

    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void AProjectReferencesOnlyWhatLiesBelowIt(string project)
    {
        XDocument file = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
        string[] referenced = [.. file.Descendants("ProjectReference")
            .Select(static r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))];

        Assert.True(s_allowed.ContainsKey(project), $"{project} is not in the design.");
        Assert.Empty(referenced.Except(s_allowed[project], StringComparer.Ordinal));
    }

    // A reference that no project file shows would come through another project; the compiled assembly tells.
    [Theory]
    [InlineData("Hamlet.Core")]
    [InlineData("Hamlet.Formats")]
    [InlineData("Hamlet.Numerics")]
    [InlineData("Hamlet.Environments")]
    [InlineData("Hamlet.Algorithms")]
    [InlineData("Hamlet.Outputs")]
    [InlineData("Hamlet.Training")]
    [InlineData("Hamlet.Analysis")]
    [InlineData("Hamlet.Policies")]
    [InlineData("Hamlet.Live")]
    [InlineData("Hamlet.Hosting")]
    public void AnAssemblyUsesOnlyWhatLiesBelowIt(string project)
    {
        string[] used = [.. System.Reflection.Assembly.Load(project).GetReferencedAssemblies()
            .Select(static a => a.Name!).Where(static n => n.StartsWith("Hamlet.", StringComparison.Ordinal))];

        Assert.Empty(used.Except(s_allowed[project], StringComparer.Ordinal));
    }

    [Fact]
    public void CoreDependsOnNoPackage()
    {
        XDocument file = XDocument.Load(Path.Combine(Repository.Root, "src", "Hamlet.Core", "Hamlet.Core.csproj"));

        Assert.Empty(file.Descendants("PackageReference"));
        Assert.DoesNotContain(
            System.Reflection.Assembly.Load("Hamlet.Core").GetReferencedAssemblies(),
            static a => !a.Name!.StartsWith("System.", StringComparison.Ordinal));
    }
}
