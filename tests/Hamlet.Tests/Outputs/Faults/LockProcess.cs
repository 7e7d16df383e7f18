using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Hamlet.Tests.Outputs.Faults;

/// <summary>Another process that holds a database's write lock, from when it is started until it is disposed of.</summary>
internal sealed class LockProcess : IDisposable
{
    /// <summary>What the process's first argument is.</summary>
    public const string Mode = "lock";

    private readonly Process _process;

    /// <summary>The test's side: returns when the lock is held.</summary>
    public LockProcess(string database)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(LockProcess).Assembly.Location);
        start.ArgumentList.Add(Mode);
        start.ArgumentList.Add(database);
        _process = Process.Start(start)!;
        Assert.Equal("held", _process.StandardOutput.ReadLine());
    }

    /// <summary>The process's side: holds the lock until its input ends.</summary>
    public static void Run(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using SqliteTransaction held = connection.BeginTransaction();
        Console.WriteLine("held");
        Console.In.ReadToEnd();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        Assert.Equal(0, _process.ExitCode);
        _process.Dispose();
    }
}
