using System.CommandLine;
using System.Globalization;

namespace Hamlet.Hosting.Commands;

/// <summary><c>--port</c> of the commands that serve a page.</summary>
internal static class PortOption
{
    public static Option<int> Create(int port)
    {
        var option = new Option<int>("--port") { Description = "The port of the page; 0 for any that is free.", HelpName = "PORT", DefaultValueFactory = _ => port };
        option.Validators.Add(static result =>
        {
            if (result.Tokens.Count == 1
                && (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int given) || given > ushort.MaxValue))
            {
                result.AddError($"--port takes a number from 0 to {ushort.MaxValue}, which '{result.Tokens[0].Value}' is not.");
            }
        });
        return option;
    }
}
