using System.Text.Json.Nodes;
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

    private static readonly JsonSchemaValidator s_schema = new(JsonNode.Parse(File.ReadAllText(
        Path.Combine(Repository.Root, "tests", "Hamlet.IntegrationTests", "Sweeps", "kubernetes-job.schema.json")))!.AsObject());

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Grid)]
    [InlineData(Halving)]
    public async Task TheJobKeepsToTheSchemaThatKubernetesPublishes(string sweep)
    {
        string manifest = await EmitAsync(sweep, "kubernetes");

        Assert.Empty(s_schema.Problems(YamlDocument.Read(_folder.File("job.yaml", manifest))));

        // What the schema leaves to words: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/
        var job = (ConfigMap)YamlParser.Parse(manifest, "job.yaml");
        Assert.Equal("batch/v1", Text(job, "apiVersion"));
        Assert.Equal("Job", Text(job, "kind"));
        Assert.Matches(Label(), Text(job, "metadata", "name"));
        Assert.Contains(Text(job, "spec", "template", "spec", "restartPolicy"), (string[])["Never", "OnFailure"]);
        Assert.Contains(Text(job, "spec", "completionMode"), (string[])["Indexed", "NonIndexed"]);
        ConfigMap container = Item(job, "containers");
        Assert.StartsWith("/", Text((ConfigMap)List(container, "volumeMounts").Items[0], "mountPath"), StringComparison.Ordinal);
        Assert.Equal(Text(Item(job, "volumes"), "name"), Text((ConfigMap)List(container, "volumeMounts").Items[0], "name"));
    }

    [Theory]
    [InlineData("parallelism:", "paralelism:", "/spec/paralelism: not allowed")]
    [InlineData("mountPath:", "path:", "/spec/template/spec/containers/0/volumeMounts/0: lacks mountPath")]
    [InlineData("\"1\"", "{ one: 1 }", "/spec/template/spec/containers/0/resources/requests/cpu: is not one of")]
    [InlineData("completions: 4", "completions: \"4\"", "/spec/completions: is no \"integer\"")]
    public async Task TheSchemaSaysWhatWouldBeWrong(string right, string wrong, string problem)
    {
        string manifest = await EmitAsync(Grid, "kubernetes");
        Assert.Contains(right, manifest, StringComparison.Ordinal);

        string changed = manifest.Replace(right, wrong, StringComparison.Ordinal);

        Assert.Contains(s_schema.Problems(YamlDocument.Read(_folder.File("job.yaml", changed))), p => p.StartsWith(problem, StringComparison.Ordinal));
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
