using Hamlet.Configuration;

namespace Hamlet.Hosting.Input;

/// <summary>What is wrong with the words of a command line: the command prints it and exits with 2.</summary>
internal static class UserError
{
    private static readonly ConfigSpan s_command = new("hamlet", 0, 0);

    /// <summary>The error of a message.</summary>
    public static ConfigException Of(string message) => new(s_command, message.ReplaceLineEndings(" "));

    /// <summary>The error that is a file's fault.</summary>
    public static bool IsFileError(Exception e) => e is IOException or UnauthorizedAccessException or InvalidDataException;
}
