using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Hamlet.Configuration;

namespace Hamlet.Hosting.Input;

/// <summary>What is wrong with a command line, in the words of who typed it.</summary>
internal static partial class UsageErrors
{
    private const string MissingArgument = "Required argument missing for command";
    private const string MissingCommand = "Required command was not provided";

    /// <summary>All that is wrong, in sentences; empty for nothing.</summary>
    public static IReadOnlyList<string> Find(ParseResult parsed)
    {
        // What else is wrong then, such as the value of an option that does not exist, is only a consequence.
        string[] unknown = [.. UnknownOptions(parsed).Select(word => $"there is no option '{word}'.{Suggest(parsed, word)}")];
        return unknown.Length > 0
            ? unknown
            : [.. MissingArguments(parsed), .. parsed.Errors.Where(e => !IsSaidBetter(parsed, e)).Select(e => Explain(parsed, e))];
    }

    /// <summary>The names of a command within the one that has no name, each with a space behind it.</summary>
    public static string PathOf(SymbolResult? result) =>
        result is CommandResult { Command: not RootCommand } command ? $"{PathOf(command.Parent)}{command.Command.Name} " : "";

    private static bool IsSaidBetter(ParseResult parsed, ParseError error) => error.Message.StartsWith(MissingArgument, StringComparison.Ordinal)
        || (error.Message.StartsWith(MissingCommand, StringComparison.Ordinal) && parsed.UnmatchedTokens.Count > 0);

    // The library takes an option that it does not know for an argument, and says then that there is no such file.
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        HashSet<Token> values = [.. OptionsOf(parsed.CommandResult).SelectMany(option => parsed.GetResult(option)?.Tokens ?? [])];
        return parsed.Tokens.TakeWhile(static token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && OptionWord().IsMatch(token.Value) && !values.Contains(token))
            .Select(static token => token.Value);
    }

    private static IEnumerable<string> MissingArguments(ParseResult parsed) => parsed.Errors.Any(static e => e.Message.StartsWith(MissingArgument, StringComparison.Ordinal))
        ? parsed.CommandResult.Command.Arguments
            .Where(argument => (parsed.GetResult(argument)?.Tokens.Count ?? 0) < argument.Arity.MinimumNumberOfValues)
            .Select(static argument => $"<{argument.Name}> is missing. {argument.Description}")
        : [];

    // The library names the .NET type that it could not make of a word.
    private static string Explain(ParseResult parsed, ParseError error)
    {
        if (error.SymbolResult is not OptionResult { Tokens: [var token, ..] } option || !error.Message.Contains("System.", StringComparison.Ordinal))
        {
            string? word = parsed.UnmatchedTokens.FirstOrDefault(t => error.Message.Contains(t, StringComparison.Ordinal));
            return error.Message + (word is null ? "" : Suggest(parsed, word));
        }

        Type type = Nullable.GetUnderlyingType(option.Option.ValueType) ?? option.Option.ValueType;
        string what = type == typeof(ulong) ? "a whole number from 0 on"
            : type == typeof(int) || type == typeof(long) ? "a whole number"
            : type == typeof(double) || type == typeof(float) ? "a number"
            : type == typeof(bool) ? "true or false"
            : "something else";
        return $"{option.Option.Name} is {what}, not '{token.Value}'.";
    }

    private static string Suggest(ParseResult parsed, string word)
    {
        string[] names = [.. parsed.CommandResult.Command.Subcommands.Select(static c => c.Name), .. OptionsOf(parsed.CommandResult).Select(static o => o.Name)];
        return NearestName.Find(word, names) is { } near ? $" Did you mean '{near}'?" : "";
    }

    // Those of the commands around it that are passed on as well.
    private static IEnumerable<Option> OptionsOf(CommandResult result) => result.Parent is CommandResult parent
        ? result.Command.Options.Concat(OptionsOf(parent).Where(static option => option.Recursive))
        : result.Command.Options;

    [GeneratedRegex("^--?[A-Za-z][A-Za-z0-9-]*$")]
    private static partial Regex OptionWord();
}
