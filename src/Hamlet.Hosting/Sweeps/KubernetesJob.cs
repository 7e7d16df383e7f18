using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Formats.Yaml;

namespace Hamlet.Hosting.Sweeps;

/// <summary>
/// A sweep as an indexed Job of Kubernetes (batch/v1, https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/): a pod a
/// run, each of which knows its number.
/// </summary>
internal static class KubernetesJob
{
    private const string Volume = "runs";
    private const string Claim = "hamlet-runs";
    private const int Retries = 3;
    private const int GraceSeconds = 120;

    /// <summary>The manifest for <c>kubectl apply -f</c>.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="logDirectory">The directory of all runs, in the container the place of the claim's volume if it is an absolute path.</param>
    /// <param name="image">The image, which has the command and the configuration files.</param>
    public static string Of(Sweep sweep, string logDirectory, string image)
    {
        bool rounds = sweep.Rungs.Count > 1;
        int runs = rounds ? 1 : sweep.Jobs.Count;
        string name = SafeName.Of(sweep.Name);
        string mount = logDirectory.StartsWith('/') ? logDirectory : "/runs";
        string[] command =
        [
            "hamlet", "sweep", sweep.File, "--log-dir", mount,
            .. rounds ? (string[])["--parallel", sweep.Parallel.ToString(CultureInfo.InvariantCulture)] : ["--only", "$(JOB_COMPLETION_INDEX)"],
        ];
        ConfigMap labels = Map(("app.kubernetes.io/name", Text(name)));
        ConfigMap container = Map(
            ("name", Text("hamlet")),
            ("image", Text(image)),
            ("command", List(command.Select(Text))),
            ("resources", Map(("requests", Map(("cpu", Text((rounds ? sweep.Parallel : 1).ToString(CultureInfo.InvariantCulture))))))),
            ("volumeMounts", List([Map(("name", Text(Volume)), ("mountPath", Text(mount)))])));
        ConfigMap pod = Map(
            ("restartPolicy", Text("Never")),
            ("terminationGracePeriodSeconds", Number(GraceSeconds)),
            ("containers", List([container])),
            ("volumes", List([Map(("name", Text(Volume)), ("persistentVolumeClaim", Map(("claimName", Text(Claim)))))])));
        ConfigMap job = Map(
            ("apiVersion", Text("batch/v1")),
            ("kind", Text("Job")),
            ("metadata", Map(("name", Text(name)), ("labels", labels))),
            ("spec", Map(
                ("completionMode", Text("Indexed")),
                ("completions", Number(runs)),
                ("parallelism", Number(rounds ? 1 : Math.Min(runs, sweep.Options.Parallel ?? runs))),
                ("backoffLimit", Number(Retries * runs)),
                ("template", Map(("metadata", Map(("labels", labels))), ("spec", pod))))));
        return $"""
            # The image has the command 'hamlet' and '{sweep.File}' in its working directory; the claim '{Claim}' is a volume that all pods write to.
            # A pod that is evicted takes a checkpoint, and the one that takes its place goes on from there.

            """.ReplaceLineEndings("\n") + YamlText.Write(job);
    }

    private static ConfigScalar Text(string text) => new(text, default, quoted: true);

    private static ConfigScalar Number(int number) => new(number.ToString(CultureInfo.InvariantCulture), default);

    private static ConfigList List(IEnumerable<ConfigNode> items) => new([.. items], default);

    private static ConfigMap Map(params ReadOnlySpan<(string Key, ConfigNode Value)> entries)
    {
        var all = new List<ConfigEntry>();
        foreach ((string key, ConfigNode value) in entries)
        {
            all.Add(new ConfigEntry(key, default, value));
        }

        return new ConfigMap(all, default);
    }
}
