using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Plugins;
using Hamlet.Tests.Configuration;

namespace Hamlet.Tests.Plugins;

public class PluginCatalogTests
{
    private static readonly ConfigSpan s_place = new("f.yaml", 3, 8);

    /// <summary>This test project is a program, so it has a catalog; nothing but its references says what is in it.</summary>
    [Fact]
    public void AProgramHasThePluginsOfItsReferencesByRoleAndName()
    {
        IReadOnlyList<Plugin> all = PluginCatalog.Host.All;
        Assert.Contains(PluginCatalog.Host.Of<IAlgorithm, AlgorithmContext>(), static p => p.Name == "dqn");
        Assert.Contains(PluginCatalog.Host.Of<IEnvironment, EnvironmentContext>(), static p => p.Name == "town");
        Assert.Equal(all.OrderBy(static p => p.Role.Name, StringComparer.Ordinal).ThenBy(static p => p.Name, StringComparer.Ordinal), all);
        Assert.All(all, static p => Assert.True(p.Type.IsAssignableTo(p.Role) && p.Description.Length > 0, p.Name));
    }

    [Fact]
    public void APluginBindsItsOptionsAndIsMadeFromThem()
    {
        var plugin = new Plugin<IComparable, string, SampleOptions>(
            "sample", typeof(string), "", static (options, context) => $"{options.Name} in {context}, {options.Count}");
        var binder = new ConfigBinder();
        ConfigMap map = Nodes.Map(("name", Nodes.Scalar("a")), ("count", Nodes.Scalar("5")), ("host_key", Nodes.Scalar("x")));
        BoundPlugin<IComparable, string> bound = plugin.Bind(map, binder);
        Assert.Empty(binder.Errors);
        Assert.Equal("a in context, 5", bound.Create("context"));
        Assert.Contains("count: 5", Nodes.Print(bound.ToConfig(new ConfigWriter())), StringComparison.Ordinal);
        Assert.Same(OptionsSchema.Of<SampleOptions>(), plugin.Options);
    }

    [Fact]
    public void AnUnknownNameIsAnsweredWithTheNearest()
    {
        PluginCatalog catalog = Catalog("first", "second");
        var binder = new ConfigBinder();
        Assert.False(catalog.TryFind<IComparable, string>("secnd", "thing", s_place, binder, out _));
        Assert.Equal("f.yaml(3,8): error: there is no thing 'secnd', did you mean 'second'?", Assert.Single(binder.Errors).ToString());
        Assert.True(catalog.TryFind("first", "thing", s_place, binder, out Plugin<IComparable, string>? found));
        Assert.Equal("first", found.Name);
    }

    [Fact]
    public void TwoPluginsOfOneKindAndNameAreAnError() => Assert.Throws<ArgumentException>(static () => Catalog("same", "same"));

    private static PluginCatalog Catalog(params string[] names)
    {
        var catalog = new PluginCatalog();
        foreach (string name in names)
        {
            catalog.Add(new Plugin<IComparable, string, NoOptions>(name, typeof(string), "", static (_, context) => context));
        }

        return catalog;
    }
}
