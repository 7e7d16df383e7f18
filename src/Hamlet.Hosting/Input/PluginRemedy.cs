using Hamlet.Configuration;

namespace Hamlet.Hosting.Input;

/// <summary>What to do about a plugin that is not there: the command can be given libraries of them.</summary>
internal static class PluginRemedy
{
    /// <summary>Of an experiment that somebody wrote: a name that is nearly one's is mistyped, any other may be that of a library.</summary>
    public static string OfFile(string name, IReadOnlyCollection<string> names)
    {
        string suggestion = NearestName.Suggest(name, names);
        return NearestName.Find(name, names) is null ? $"{suggestion}; a library that has it is named with --plugin FILE" : suggestion;
    }

    /// <summary>Of a run: its names were right when it was made, whatever they are near to now.</summary>
    public static string OfRun(string name, IReadOnlyCollection<string> names) =>
        ": the run was made with plugins that are not here: name their library with --plugin FILE";
}
