using System.Reflection;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Api;

/// <summary>
/// The public surface of each project stands beside this test, so that a change of it is seen in a review.
/// <c>HAMLET_ACCEPT_SNAPSHOTS=1 dotnet test --filter ApiTests</c> accepts what there is now.
/// </summary>
public sealed class ApiTests
{
    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).OfType<string>()
            .Where(static p => p != "Hamlet.Cli" && File.Exists(Path.Combine(AppContext.BaseDirectory, p + ".dll")))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public async Task ThePublicSurfaceIsTheOneCommitted(string project)
    {
        string folder = Path.Combine(Repository.Root, "tests", "Hamlet.IntegrationTests", "Api");
        string verified = Path.Combine(folder, $"{project}.verified.txt");
        string received = Path.Combine(folder, $"{project}.received.txt");
        string now = ApiSurface.Of(Assembly.Load(project));
        File.Delete(received);
        if (Environment.GetEnvironmentVariable("HAMLET_ACCEPT_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(verified, now);
            return;
        }

        string before = File.Exists(verified) ? (await File.ReadAllTextAsync(verified)).Replace("\r\n", "\n", StringComparison.Ordinal) : "";
        if (before != now)
        {
            await File.WriteAllTextAsync(received, now);
            string[] gone = [.. before.Split('\n').Except(now.Split('\n')).Take(10).Select(static l => "- " + l.Trim())];
            string[] added = [.. now.Split('\n').Except(before.Split('\n')).Take(10).Select(static l => "+ " + l.Trim())];
            Assert.Fail($"The public surface of {project} has changed; read {received}:\n{string.Join('\n', gone.Concat(added))}");
        }
    }
}
