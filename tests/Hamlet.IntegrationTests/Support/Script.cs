using System.Collections;
using System.Diagnostics;

namespace Hamlet.IntegrationTests.Support;

/// <summary>Runs lines of a shell, as a reader of the documents would, but with its own caches of packages and templates.</summary>
internal static class Script
{
    // dotnet test tells its children of its own build, and they would take that for theirs.
    private static readonly string[] s_ofThisBuild = ["MSBUILD", "VSTEST", "COREHOST_", "TESTINGPLATFORM"];

    /// <summary>Runs lines in a folder, one after the other until one fails.</summary>
    /// <param name="folder">Where. Caches are kept beside it, in <paramref name="caches"/>.</param>
    /// <param name="caches">The folder of what a user has in his home: templates, packages.</param>
    /// <param name="lines">The lines.</param>
    public static async Task<CommandResult> RunAsync(string folder, string caches, string lines)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($$"""
            set -euo pipefail
            dotnet() { if [ "$1" = new ]; then command dotnet "$@" --debug:custom-hive "{{caches}}/templates"; else command dotnet "$@"; fi; }
            {{lines}}
            """);
        foreach (string name in Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(static e => (string)e.Key)
            .Where(static name => s_ofThisBuild.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase))))
        {
            start.Environment.Remove(name);
        }

        // What others made is taken from where this build found it; what we made is unpacked into a folder of its own.
        start.Environment["NUGET_FALLBACK_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } packages
            ? packages
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        start.Environment["NUGET_PACKAGES"] = Path.Combine(caches, "packages");
        // No server of the compiler or of the build outlives the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(15));
        await process.WaitForExitAsync(timeout.Token);
        return new CommandResult(process.ExitCode, await output, await error);
    }
}
