using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Formats.Yaml;

namespace Hamlet.Tests.Environments.Town;

/// <summary>The worlds that the repository ships, and worlds from a text.</summary>
internal static class Worlds
{
    public static string Folder { get; } = FindFolder();

    public static IReadOnlyList<string> Shipped { get; } =
        [.. Directory.GetFiles(Folder, "*.yaml").Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    public static TownWorld Read(string name)
    {
        string file = name + ".yaml";
        return Bind<TownWorld>((ConfigMap)new YamlConfigReader().Read(Path.Combine(Folder, file), file));
    }

    public static TownWorld Parse(string yaml) => Bind<TownWorld>((ConfigMap)YamlParser.Parse(yaml, "world.yaml"));

    /// <summary>Options as they stand in an experiment that lies beside the worlds.</summary>
    public static TownOptions Options(string yaml) =>
        Bind<TownOptions>((ConfigMap)YamlParser.Parse(yaml, Path.Combine(Folder, "experiment.yaml")));

    private static T Bind<T>(ConfigMap map)
        where T : class, IOptions<T>
    {
        var binder = new ConfigBinder(new YamlConfigReader());
        T value = binder.Bind<T>(map);
        binder.ThrowIfErrors();
        return value;
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string worlds = Path.Combine(folder.FullName, "configs", "worlds");
            if (Directory.Exists(worlds))
            {
                return worlds;
            }
        }

        throw new DirectoryNotFoundException("There is no folder configs/worlds above the tests.");
    }
}
