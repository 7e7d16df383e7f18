using System.Diagnostics;
using System.Globalization;

namespace Hamlet.Hosting.Sweeps;

/// <summary>
/// A run of a sweep in a process of its own. It holds on to its standard input: when that is closed, by intention or because the sweep's
/// process died, it takes a checkpoint and ends.
/// </summary>
internal static class SweepProcess
{
    // Set, .NET reads the number as hexadecimal or decimal, by version: up to here they are the same.
    private const int MostProcessors = 9;

    /// <summary>Trains a run to its end, or until the token is cancelled.</summary>
    /// <param name="command">The words that start this program.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="processors">How many processors are its share.</param>
    /// <param name="token">Asks it to stop in good order.</param>
    /// <returns>Its exit code, and what it printed of errors.</returns>
    public static async Task<(int ExitCode, string Error)> RunAsync(
        IReadOnlyList<string> command, IReadOnlyList<string> arguments, int processors, CancellationToken token)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (string word in command.Skip(1).Concat(arguments))
        {
            start.ArgumentList.Add(word);
        }

        if (processors <= MostProcessors)
        {
            start.Environment["DOTNET_PROCESSOR_COUNT"] = processors.ToString(CultureInfo.InvariantCulture);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await using (token.Register(process.StandardInput.Close))
        {
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await output.ConfigureAwait(false);
        return (process.ExitCode, (await error.ConfigureAwait(false)).Trim());
    }

    /// <summary>A token that is cancelled when standard input ends.</summary>
    public static CancellationToken WhenInputEnds()
    {
        var source = new CancellationTokenSource();
        new Thread(() =>
        {
            while (Console.In.Read() >= 0)
            {
                // Nobody says anything.
            }

            source.Cancel();
        }) { IsBackground = true, Name = "hamlet input" }.Start();
        return source.Token;
    }
}
