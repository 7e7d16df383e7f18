using System.Globalization;
using System.Text.RegularExpressions;
using Hamlet.IntegrationTests.Support;
using Hamlet.State;
using Hamlet.Training.Checkpoints;

namespace Hamlet.IntegrationTests.Resume;

/// <summary>What of a run must be the same, however often it was cut.</summary>
internal static partial class ResumedRun
{
    /// <summary>Asserts that two finished runs are equal to the last bit, timestamps and clocked records apart.</summary>
    public static void AssertEqual(string expected, string actual)
    {
        AssertEqual(Training(expected), Training(actual), "training/");
        List<string> metrics = Database.Metrics(expected);
        Assert.NotEmpty(metrics);
        Assert.Equal(metrics, Database.Metrics(actual));
        Assert.Equal(Replays(expected), Replays(actual));
        Assert.Equal(Policies(expected), Policies(actual));
        Assert.Equal(CsvRows(expected), CsvRows(actual));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(actual, CheckpointManager.FolderName), "*.tmp"));
    }

    private static StateTree Training(string run)
    {
        using var manager = new CheckpointManager(run, new CheckpointRun("", "", ""));
        return manager.Load().State.Children["training"];
    }

    private static void AssertEqual(StateTree expected, StateTree actual, string path)
    {
        Assert.Equal(expected.Values.Keys.Order(StringComparer.Ordinal), actual.Values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(expected.Children.Keys.Order(StringComparer.Ordinal), actual.Children.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, object value) in expected.Values)
        {
            Assert.True(Bits(value).SequenceEqual(Bits(actual.Values[name])), $"{path}{name} differs");
        }

        foreach ((string name, StateTree child) in expected.Children)
        {
            AssertEqual(child, actual.Children[name], $"{path}{name}/");
        }
    }

    private static byte[] Bits(object value)
    {
        if (value is Array array)
        {
            byte[] bytes = new byte[Buffer.ByteLength(array)];
            Buffer.BlockCopy(array, 0, bytes, 0, bytes.Length);
            return bytes;
        }

        return value switch
        {
            double number => BitConverter.GetBytes(number),
            _ => System.Text.Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        };
    }

    // By name, with everything but the time.
    private static List<string> Replays(string run) => Directory.Exists(Path.Combine(run, "replays"))
        ? [.. Directory.GetFiles(Path.Combine(run, "replays")).Order(StringComparer.Ordinal)
            .Select(static file => Path.GetFileName(file) + Timestamp().Replace(File.ReadAllText(file), ""))]
        : [];

    private static List<string> Policies(string run) =>
    [
        .. Directory.GetFiles(Path.Combine(run, "policies"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => Path.GetRelativePath(run, file) + Convert.ToHexString(File.ReadAllBytes(file))),
    ];

    private static List<string> CsvRows(string run) =>
    [
        .. Directory.GetFiles(Path.Combine(run, "csv"), "*.csv").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)
            .Where(static name => name is not ("performance.csv" or "checkpoint.csv"))
            .Select(name => $"{name} {File.ReadAllLines(Path.Combine(run, "csv", name)).Length}"),
    ];

    [GeneratedRegex("\"timestamp\": ?\"[^\"]*\"")]
    private static partial Regex Timestamp();
}
