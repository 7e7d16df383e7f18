using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests.Diagnostics;

/// <summary>What breaks a rule, and the same after it was repaired.</summary>
/// <param name="Failing">Gives the rule's diagnostic and no other.</param>
/// <param name="Repaired">Gives none.</param>
internal sealed record Example(GeneratorTest Failing, GeneratorTest Repaired)
{
    /// <summary>Before and after in a library of one file, beside a class for each role of plugins.</summary>
    public static Example Of(string failing, string repaired) => new(Library(failing), Library(repaired));

    /// <summary>A library of one file.</summary>
    public static GeneratorTest Library(string source) => GeneratorTest.For(
        Misuse.Generators, $"using System.Collections.Generic;\n{Plugins.PluginSources.Usings}{source}", Plugins.PluginSources.Roles);
}
