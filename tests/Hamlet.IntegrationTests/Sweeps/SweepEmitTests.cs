using System.Globalization;
using System.Text.RegularExpressions;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Sweeps;

/// <summary>What a cluster is given: an array job of Slurm, and a Job that keeps to the published schema of batch/v1.</summary>
public sealed partial class SweepEmitTests : IDisposable
{
    private const string Grid = "config: short.yaml\nname: My Sweep\nseeds: [1, 2]\nparallel: 3\nparameters: { agents.0.gamma: [0.9, 0.99] }";
    private const string Halving = "config: short.yaml\nmethod: halving\ntrials: 9\nparallel: 4\nparameters: { agents.0.gamma: { from: 0.9, to: 0.99 } }";

    // Of the OpenAPI description of Kubernetes 1.33 (io.k8s.api.batch.v1.Job and what it refers to): the fields used here, and whether the object needs them.
    private static readonly Dictionary<string, (string Type, bool Required)> s_schema = new(StringComparer.Ordinal)
    {
        ["apiVersion"] = ("string", true),
        ["kind"] = ("string", true),
        ["metadata"] = ("object", true),
        ["metadata.name"] = ("string", true),
        ["metadata.labels"] = ("map of strings", false),
        ["spec"] = ("object", true),
        ["spec.completionMode"] = ("string", false),
        ["spec.completions"] = ("integer", false),
        ["spec.parallelism"] = ("integer", false),
        ["spec.backoffLimit"] = ("integer", false),
        ["spec.template"] = ("object", true),
        ["spec.template.metadata"] = ("object", false),
        ["spec.template.metadata.labels"] = ("map of strings", false),
        ["spec.template.spec"] = ("object", true),
        ["spec.template.spec.restartPolicy"] = ("string", true),
        ["spec.template.spec.terminationGracePeriodSeconds"] = ("integer", false),
        ["spec.template.spec.containers"] = ("list of objects", true),
        ["spec.template.spec.containers.name"] = ("string", true),
        ["spec.template.spec.containers.image"] = ("string", true),
        ["spec.template.spec.containers.command"] = ("list of strings", false),
        ["spec.template.spec.containers.resources"] = ("object", false),
        ["spec.template.spec.containers.resources.requests"] = ("map of strings", false),
        ["spec.template.spec.containers.volumeMounts"] = ("list of objects", false),
        ["spec.template.spec.containers.volumeMounts.name"] = ("string", true),
        ["spec.template.spec.containers.volumeMounts.mountPath"] = ("string", true),
        ["spec.template.spec.volumes"] = ("list of objects", false),
        ["spec.template.spec.volumes.name"] = ("string", true),
        ["spec.template.spec.volumes.persistentVolumeClaim"] = ("object", false),
        ["spec.template.spec.volumes.persistentVolumeClaim.claimName"] = ("string", true),
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Grid)]
    [InlineData(Halving)]
    public async Task TheJobKeepsToTheSchema(string sweep)
    {
        var job = (ConfigMap)YamlParser.Parse(await EmitAsync(sweep, "kubernetes"), "job.yaml");

        CheckObject(job, "");
        Assert.Equal("batch/v1", Text(job, "apiVersion"));
        Assert.Equal("Job", Text(job, "kind"));
        Assert.Matches(Label(), Text(job, "metadata", "name"));
        Assert.Contains(Text(job, "spec", "template", "spec", "restartPolicy"), (string[])["Never", "OnFailure"]);
        Assert.Contains(Text(job, "spec", "completionMode"), (string[])["Indexed", "NonIndexed"]);
        ConfigMap container = Item(job, "containers");
        Assert.StartsWith("/", Text((ConfigMap)List(container, "volumeMounts").Items[0], "mountPath"), StringComparison.Ordinal);
        Assert.Equal(Text(Item(job, "volumes"), "name"), Text((ConfigMap)List(container, "volumeMounts").Items[0], "name"));
    }

    [Fact]
    public async Task APodTrainsTheRunOfItsIndex()
    {
        var job = (ConfigMap)YamlParser.Parse(await EmitAsync(Grid, "kubernetes", "--image", "registry/hamlet:1"), "job.yaml");

        Assert.Equal(("4", "3", "Indexed"), (Text(job, "spec", "completions"), Text(job, "spec", "parallelism"), Text(job, "spec", "completionMode")));
        Assert.Equal("hamlet-my-sweep", Text(job, "metadata", "name"));
        ConfigMap container = Item(job, "containers");
        Assert.Equal("registry/hamlet:1", Text(container, "image"));
        Assert.Equal(["--only", "$(JOB_COMPLETION_INDEX)"], List(container, "command").Items.Cast<ConfigScalar>().Select(static s => s.Text).TakeLast(2));
    }

    [Fact]
    public async Task HalvingIsOneTaskSinceItsRoundsWaitForEachOther()
    {
        var job = (ConfigMap)YamlParser.Parse(await EmitAsync(Halving, "kubernetes"), "job.yaml");
        string script = await EmitAsync(Halving, "slurm");

        Assert.Equal("1", Text(job, "spec", "completions"));
        Assert.DoesNotContain("--array", script, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --cpus-per-task=4\n", script, StringComparison.Ordinal);
        Assert.EndsWith(" --parallel 4\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheArrayJobHasATaskForEachRunAndIsAShellScript()
    {
        string script = await EmitAsync(Grid, "slurm");

        Assert.StartsWith("#!/bin/bash\n#SBATCH --job-name=hamlet-my-sweep\n#SBATCH --array=0-3%3\n", script, StringComparison.Ordinal);
        Assert.EndsWith(" --only \"$SLURM_ARRAY_TASK_ID\"\n", script, StringComparison.Ordinal);
        using var bash = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", ["-n", _folder.File("job.sh", script)]))!;
        await bash.WaitForExitAsync();
        Assert.Equal(0, bash.ExitCode);
    }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex Label();

    private static void CheckObject(ConfigMap map, string path)
    {
        string prefix = path.Length == 0 ? "" : path + ".";
        foreach (ConfigEntry entry in map.Entries)
        {
            string name = prefix + entry.Key;
            Assert.True(s_schema.TryGetValue(name, out (string Type, bool Required) field), $"the schema has no '{name}'");
            Check(entry.Value, name, field.Type);
        }

        foreach (string required in s_schema.Where(f => f.Value.Required && f.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(static f => f.Key))
        {
            string key = required[prefix.Length..];
            Assert.True(key.Contains('.', StringComparison.Ordinal) || map.TryGet(key, out _), $"'{required}' is missing");
        }
    }

    private static void Check(ConfigNode node, string path, string type)
    {
        switch (type)
        {
            case "object":
                CheckObject(Assert.IsType<ConfigMap>(node), path);
                break;
            case "list of objects":
                Assert.All(Assert.IsType<ConfigList>(node).Items, item => CheckObject(Assert.IsType<ConfigMap>(item), path));
                break;
            case "list of strings":
                Assert.All(Assert.IsType<ConfigList>(node).Items, item => Check(item, path, "string"));
                break;
            case "map of strings":
                Assert.All(Assert.IsType<ConfigMap>(node).Entries, entry => Check(entry.Value, $"{path}.{entry.Key}", "string"));
                break;
            case "integer":
                Assert.True(int.TryParse(Assert.IsType<ConfigScalar>(node).Text, NumberStyles.None, CultureInfo.InvariantCulture, out _), path);
                break;
            default:
                // Without quotes, a word that reads as a number or a switch would be one.
                var scalar = Assert.IsType<ConfigScalar>(node);
                Assert.True(scalar.Quoted || !(double.TryParse(scalar.Text, CultureInfo.InvariantCulture, out _) || scalar.Text is "true" or "false"), path);
                break;
        }
    }

    private static string Text(ConfigMap map, params ReadOnlySpan<string> path)
    {
        ConfigNode node = map;
        foreach (string key in path)
        {
            Assert.True(((ConfigMap)node).TryGet(key, out ConfigEntry? entry), key);
            node = entry.Value;
        }

        return ((ConfigScalar)node).Text;
    }

    private static ConfigList List(ConfigMap map, string key) => map.TryGet(key, out ConfigEntry? entry) ? (ConfigList)entry.Value : throw new KeyNotFoundException(key);

    private static ConfigMap Item(ConfigMap job, string list)
    {
        ConfigNode node = job;
        foreach (string key in (string[])["spec", "template", "spec"])
        {
            Assert.True(((ConfigMap)node).TryGet(key, out ConfigEntry? entry));
            node = entry.Value;
        }

        return (ConfigMap)List((ConfigMap)node, list).Items[0];
    }

    private async Task<string> EmitAsync(string sweep, string cluster, params string[] more)
    {
        CommandResult result = await CommandLine.RunAsync(["sweep", SweepFixture.Write(_folder, sweep), "--emit", cluster, .. more]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output;
    }
}
