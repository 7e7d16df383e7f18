using System.Diagnostics;

namespace Hamlet.IntegrationTests.Support;

/// <summary>The command as a process of its own, as a user runs it.</summary>
internal sealed class HamletProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task _exited;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private HamletProcess(Process process)
    {
        _process = process;
        // Once, however many wait for it.
        _exited = process.WaitForExitAsync();
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public static HamletProcess Start(params string[] args) => Start(["dotnet"], args);

    /// <summary>Starts it in a folder, which has its own <c>runs</c>.</summary>
    public static HamletProcess StartIn(string folder, params string[] args) => Start(["dotnet"], args, folder);

    /// <summary>Starts it as a script does in its background: with SIGINT ignored.</summary>
    public static HamletProcess StartUninterruptible(params string[] args) => Start(["sh", "-c", "trap '' INT; exec dotnet \"$@\"", "sh"], args);

    private static HamletProcess Start(string[] program, string[] args, string? folder = null)
    {
        var start = new ProcessStartInfo(program[0], program[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Repository.Root,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "hamlet.dll"));
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return new HamletProcess(ChildSignals.Start(() => Process.Start(start)!));
    }

    public async Task SignalAsync(string signal) => Assert.True(await TrySignalAsync(signal), $"kill -s {signal} has failed");

    /// <returns>Whether the process was still there to be signalled.</returns>
    public async Task<bool> TrySignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", ["-s", signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return kill.ExitCode == 0;
    }

    public async Task<CommandResult> WaitAsync()
    {
        try
        {
            await _exited.WaitAsync(s_patience);
            return new CommandResult(_process.ExitCode, await _output.WaitAsync(s_patience), await _error.WaitAsync(s_patience));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The command has not ended within {s_patience}.{Environment.NewLine}{ChildSignals.Describe(_process.Id)}");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
