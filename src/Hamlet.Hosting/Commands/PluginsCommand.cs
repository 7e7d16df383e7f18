using System.CommandLine;
using Hamlet.Configuration;
using Hamlet.Hosting.Schema;
using Hamlet.Plugins;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet plugins [NAME]</c>: what this program was built with, and the options of one.</summary>
internal static class PluginsCommand
{
    public static Command Create(HostIo io)
    {
        var name = new Argument<string?>("name") { Description = "Shows this plugin's options.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("plugins", "Lists the plugins that this program was built with.") { name };
        command.SetAction(parsed => parsed.GetValue(name) is { } chosen ? Show(io, chosen) : List(io));
        return command;
    }

    private static int List(HostIo io)
    {
        int width = io.Catalog.All.Select(static p => p.Name.Length).DefaultIfEmpty(0).Max();
        foreach (IGrouping<Type, Plugin> kind in io.Catalog.All.GroupBy(static p => p.Role))
        {
            io.Out.WriteLine(Kind(kind.Key));
            foreach (Plugin plugin in kind)
            {
                io.Out.WriteLine($"  {plugin.Name.PadRight(width)}  {FirstSentence(plugin.Description)}");
            }
        }

        return ExitCode.Done;
    }

    private static int Show(HostIo io, string name)
    {
        Plugin[] found = [.. io.Catalog.All.Where(p => p.Name == name)];
        if (found.Length == 0)
        {
            io.Error.WriteLine($"hamlet: error: there is no plugin '{name}'{NearestName.Suggest(name, [.. io.Catalog.All.Select(static p => p.Name)])}");
            return ExitCode.WrongInput;
        }

        foreach (Plugin plugin in found)
        {
            io.Out.WriteLine($"{Kind(plugin.Role)} {plugin.Name}: {plugin.Description}");
            (string Name, OptionKey Key)[] keys = [.. Keys(plugin.Options, "", [])];
            int width = keys.Select(static k => k.Name.Length).DefaultIfEmpty(0).Max();
            foreach ((string path, OptionKey key) in keys)
            {
                string value = OptionText.Default(key) is { Length: > 0 } text && !key.Required ? $"default {text}" : OptionText.Default(key);
                io.Out.WriteLine($"  {path.PadRight(width)}  {key.Description} {(value.Length == 0 ? "" : $"({value})")}".TrimEnd());
            }
        }

        return ExitCode.Done;
    }

    // With those of the records in it, such as network.hidden. A record that has a file of its own is what 'hamlet schema' shows.
    private static IEnumerable<(string Path, OptionKey Key)> Keys(OptionsSchema schema, string prefix, IReadOnlyList<OptionsSchema> outer)
    {
        foreach (OptionKey key in schema.Keys)
        {
            yield return (prefix + key.Name, key);
            if (!key.FromFile && NestedRecords.Innermost(key) is { } nested && nested != schema && !outer.Contains(nested))
            {
                string inside = key.Kind is OptionKind.List or OptionKind.Map ? $"{prefix}{key.Name}[]." : $"{prefix}{key.Name}.";
                foreach ((string, OptionKey) found in Keys(nested, inside, [.. outer, schema]))
                {
                    yield return found;
                }
            }
        }
    }

    // IMetricSink -> "metric sink".
    private static string Kind(Type role) =>
        string.Concat(role.Name[1..].Select(static (c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static string FirstSentence(string text)
    {
        int stop = text.IndexOf(". ", StringComparison.Ordinal);
        return stop < 0 ? text : text[..(stop + 1)];
    }
}
