using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Hamlet.Tests.Outputs.MLflow;

/// <summary>
/// Reads MLflow's file store without a line of the product, as strictly as MLflow: what would hide a run, or every run of an experiment,
/// fails here.
/// </summary>
internal sealed class MlflowStore(string root)
{
    public sealed record Run(
        string Id, Dictionary<string, string?> Meta, Dictionary<string, (long Time, double Value, long Step)[]> Metrics,
        Dictionary<string, string> Params, Dictionary<string, string> Tags, string Artifacts);

    /// <summary>The runs of an experiment, in the order in which they began.</summary>
    public List<Run> Runs(string experiment)
    {
        string directory = Assert.Single(
            Directory.GetDirectories(root).Where(static d => File.Exists(Path.Combine(d, "meta.yaml"))),
            d => Meta(d)["name"] == experiment);
        Dictionary<string, string?> meta = Meta(directory);
        Assert.Equal(Path.GetFileName(directory), meta["experiment_id"]);
        Assert.All(meta["experiment_id"]!, static c => Assert.True(char.IsAsciiDigit(c)));
        Assert.Equal("active", meta["lifecycle_stage"]);
        Assert.Equal(new Uri(directory).AbsoluteUri, meta["artifact_location"]);
        return [.. Directory.GetDirectories(directory).Select(ReadRun).OrderBy(static r => Tag(r, "mlflow.parentRunId")).ThenBy(static r => r.Meta["start_time"])];
    }

    private static string Tag(Run run, string key) => run.Tags.GetValueOrDefault(key, "");

    private static Run ReadRun(string directory)
    {
        Dictionary<string, string?> meta = Meta(directory);
        string id = Path.GetFileName(directory);
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal((id, id), (meta["run_id"], meta["run_uuid"]));
        Assert.Equal(Path.GetFileName(Path.GetDirectoryName(directory)), meta["experiment_id"]);
        Assert.NotNull(meta["user_id"]);
        Assert.True(meta.ContainsKey("end_time"));
        Assert.InRange(int.Parse(meta["status"]!, CultureInfo.InvariantCulture), 1, 5);
        Assert.True(long.Parse(meta["start_time"]!, CultureInfo.InvariantCulture) > 0);
        Assert.Equal(new Uri(Path.Combine(directory, "artifacts")).AbsoluteUri, meta["artifact_uri"]);
        foreach (string folder in new[] { "metrics", "params", "artifacts" })
        {
            Assert.True(Directory.Exists(Path.Combine(directory, folder)));
        }

        Dictionary<string, string> tags = Texts(Path.Combine(directory, "tags"));
        Assert.Equal(meta["run_name"], tags["mlflow.runName"]);
        return new Run(
            id, meta, Files(Path.Combine(directory, "metrics")).ToDictionary(static f => f.Key, static f => Points(f.Path)),
            Texts(Path.Combine(directory, "params")), tags, Path.Combine(directory, "artifacts"));
    }

    private static Dictionary<string, string> Texts(string folder) => Files(folder).ToDictionary(static f => f.Key, static f =>
    {
        byte[] bytes = File.ReadAllBytes(f.Path);
        Assert.False(bytes is [0xEF, 0xBB, 0xBF, ..]);
        return System.Text.Encoding.UTF8.GetString(bytes);
    });

    private static IEnumerable<(string Key, string Path)> Files(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (Path.GetRelativePath(folder, path).Replace('\\', '/'), path));

    private static (long, double, long)[] Points(string path)
    {
        string text = File.ReadAllText(path);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return [.. text[..^1].Split('\n').Select(static line =>
        {
            string[] parts = line.Split(' ');
            Assert.Equal(3, parts.Length);
            return (
                long.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture),
                double.Parse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture),
                long.Parse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        })];
    }

    private static Dictionary<string, string?> Meta(string directory)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(directory, "meta.yaml"))));
        var map = (YamlMappingNode)yaml.Documents[0].RootNode;
        return map.Children.ToDictionary(static c => ((YamlScalarNode)c.Key).Value!, static c =>
        {
            var scalar = (YamlScalarNode)c.Value;
            return scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && scalar.Value is "null" ? null : scalar.Value;
        });
    }
}
