using System.Globalization;
using System.Runtime.InteropServices;
using Hamlet.Hosting;

namespace Hamlet.IntegrationTests.Support;

/// <summary>What child processes inherit of signals, and what they do with them.</summary>
internal static class ChildSignals
{
    private const int Hangup = 1;
    private const int Interrupt = 2;
    private const nint Default = 0;
    private const nint Ignore = 1;
    private static readonly Lock s_starting = new();

    /// <summary>
    /// Has children take SIGINT. A script that starts the tests in the background ignores it for them, and that is inherited from process to
    /// process: nothing would interrupt a command under test.
    /// </summary>
    private static void HearInterrupts()
    {
        if (Signals.InterruptIsIgnored)
        {
            Signal(Interrupt, Default);
        }
    }

    /// <summary>
    /// Starts a child that takes SIGHUP, too. With nohup that is ignored as well, and these tests go on ignoring it: they are to outlive their terminal. A command
    /// that another test runs in this process may begin to listen in between; then they do not, which matters to nobody but the terminal.
    /// </summary>
    public static T Start<T>(Func<T> start)
    {
        HearInterrupts();
        lock (s_starting)
        {
            if (!Signals.HangupIsIgnored)
            {
                return start();
            }

            Signal(Hangup, Default);
            try
            {
                return start();
            }
            finally
            {
                Signal(Hangup, Ignore);
            }
        }
    }

    /// <summary>How a process stands that should have ended: what it waits for, and which signals it takes.</summary>
    public static string Describe(int process)
    {
        string folder = Path.Combine("/proc", process.ToString(CultureInfo.InvariantCulture));
        try
        {
            IEnumerable<string> status = File.ReadLines(Path.Combine(folder, "status"))
                .Where(static line => line.StartsWith("State", StringComparison.Ordinal) || line.StartsWith("Sig", StringComparison.Ordinal));
            IEnumerable<string> threads = Directory.GetDirectories(Path.Combine(folder, "task"))
                .Select(static task => $"{File.ReadAllText(Path.Combine(task, "comm")).Trim()}: {File.ReadAllText(Path.Combine(task, "wchan"))}");
            return string.Join(Environment.NewLine, [.. status, .. threads]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    [DllImport("libc", EntryPoint = "signal")]
    private static extern nint Signal(int number, nint handler);
}
