using System.Runtime.CompilerServices;

namespace Hamlet.Generators.Tests.Testing;

/// <summary>
/// Compares generated files with committed ones, <c>Type.Method#Hint.verified.cs</c> beside the test. A difference leaves a
/// <c>.received.cs</c> next to it. <c>HAMLET_ACCEPT_SNAPSHOTS=1 dotnet test</c> accepts what was generated.
/// </summary>
internal static class Snapshot
{
#if VERIFY
    /// <summary>The same files, compared by the Verify package.</summary>
    public static Task Matches(GeneratedCode code, [CallerFilePath] string file = "", [CallerMemberName] string method = "") =>
        VerifyXunit.Verifier.Verify(code.Files.Select(static f => new VerifyTests.Target("cs", f.Value, Name(f.Key))), sourceFile: file)
            .UseFileName(Stem(file, method)).ToTask();
#else
    private static bool Accepts => Environment.GetEnvironmentVariable("HAMLET_ACCEPT_SNAPSHOTS") == "1";

    /// <summary>Every generated file equals its snapshot, and no snapshot is left over.</summary>
    public static async Task Matches(GeneratedCode code, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        string folder = Path.GetDirectoryName(file)!;
        string stem = Stem(file, method);
        var differences = new List<string>();
        var expected = Directory.GetFiles(folder, $"{stem}#*.verified.cs").ToHashSet(StringComparer.Ordinal);
        foreach ((string hint, string text) in code.Files)
        {
            string path = Path.Combine(folder, $"{stem}#{Name(hint)}.verified.cs");
            string received = path.Replace(".verified.cs", ".received.cs", StringComparison.Ordinal);
            bool same = expected.Remove(path) && Unix(await File.ReadAllTextAsync(path)) == text;
            File.Delete(received);
            if (!same)
            {
                await File.WriteAllTextAsync(Accepts ? path : received, text);
                differences.Add(received);
            }
        }

        foreach (string leftOver in expected)
        {
            if (Accepts)
            {
                File.Delete(leftOver);
            }

            differences.Add($"{leftOver} is not generated any more");
        }

        Assert.True(Accepts || differences.Count == 0, string.Join('\n', differences));
    }

    // A checkout on Windows may have carriage returns.
    private static string Unix(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
#endif

    private static string Stem(string file, string method) => $"{Path.GetFileNameWithoutExtension(file)}.{method}";

    private static string Name(string hint) => Path.GetFileNameWithoutExtension(hint);
}
