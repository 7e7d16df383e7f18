using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Plugins;

namespace Hamlet.Training.Experiments;

/// <summary>Knows a file that is no experiment but a part of one, such as a world: as an experiment each of its keys would be an error, and none would say so.</summary>
internal static class PartFile
{
    private const int Fewest = 3;

    /// <summary>What a file is and where its name belongs; null if it is none of the files that an environment reads.</summary>
    /// <param name="root">The file's content.</param>
    /// <param name="sections">The keys of an experiment.</param>
    /// <param name="catalog">The plugins to choose from.</param>
    public static string? Describe(ConfigMap root, IReadOnlyCollection<string> sections, PluginCatalog catalog)
    {
        string[] keys = [.. root.Entries.Select(static entry => entry.Key)];
        if (keys.Any(sections.Contains))
        {
            return null;
        }

        foreach (Plugin<IEnvironment, EnvironmentContext> environment in catalog.Of<IEnvironment, EnvironmentContext>())
        {
            foreach (OptionKey option in environment.Options.Keys.Where(static option => option is { FromFile: true, Nested: not null }))
            {
                string[] known = [.. option.Nested!().Names];
                int count = keys.Count(known.Contains);
                if (count >= Fewest && 2 * count > keys.Length)
                {
                    return $"this is no experiment, but what '{option.Name}' of one may name: environment: {{ type: {environment.Name}, {option.Name}: FILE }}";
                }
            }
        }

        return null;
    }
}
