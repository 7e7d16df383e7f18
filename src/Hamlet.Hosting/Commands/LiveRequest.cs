using System.CommandLine;
using Hamlet.Live;

namespace Hamlet.Hosting.Commands;

/// <summary>What <c>--live [PORT]</c> asks for. It belongs to one process and not to the run, whose configuration is the same without it.</summary>
/// <param name="Port">The port, or null for the configured one.</param>
internal sealed record LiveRequest(int? Port)
{
    /// <summary><c>--live [PORT]</c>.</summary>
    public static Option<int?> Option()
    {
        var option = new Option<int?>("--live")
        {
            Description = "Serves a page that shows the training while it goes on, on this machine alone: on port 8765, or another, or 0 for any free one.",
            HelpName = "PORT",
            Arity = ArgumentArity.ZeroOrOne,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int port) || port is < 0 or > ushort.MaxValue))
            {
                result.AddError($"--live takes a port, which '{result.Tokens[0].Value}' is not: say it after the experiment's file.");
            }
        });
        return option;
    }

    /// <summary>What was asked for; null for nothing.</summary>
    public static LiveRequest? From(ParseResult parsed, Option<int?> option) =>
        parsed.GetResult(option) is null ? null : new LiveRequest(parsed.GetValue(option));

    /// <summary>The options of the output, with what was asked for.</summary>
    public LiveOptions Of(LiveOptions options) => options with { Enabled = true, Port = Port ?? options.Port };
}
