namespace Hamlet.Hosting;

/// <summary>What the command's exit codes mean.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongInput = 2;

    /// <summary>What <c>analyze --fail-on</c> looked for was found.</summary>
    public const int Found = 3;

    /// <summary>The terminal is gone: 128 and the number of SIGHUP, as shells count.</summary>
    public const int HungUp = 129;

    public const int Interrupted = 130;
    public const int Terminated = 143;
}
