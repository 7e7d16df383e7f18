using System.Reflection;
using Hamlet.Plugins;

namespace Hamlet.Generators.Tests.Shared;

public class KnownNamesTests
{
    private static readonly Assembly[] s_assemblies = [typeof(PluginCatalog).Assembly, typeof(IReadOnlyList<>).Assembly];

    public static TheoryData<string> Names =>
        [.. typeof(KnownNames).GetFields().Where(static f => f.IsLiteral).Select(static f => (string)f.GetRawConstantValue()!)];

    /// <summary>A renamed type must fail here, since a generator that no longer finds it would say nothing at all.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void EveryNameIsThatOfAType(string name) =>
        Assert.Equal(name, s_assemblies.Select(a => a.GetType(name)).FirstOrDefault(static t => t is not null)?.FullName);
}
