using System.CommandLine;
using Hamlet.Analysis.Comparison;
using Hamlet.Analysis.Diagnoses;
using Hamlet.Analysis.Reading;
using Hamlet.Analysis.Reports;
using Hamlet.Analysis.Rules;
using Hamlet.Hosting.Input;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet compare RUN RUN...</c>: runs side by side, seeds of one configuration together.</summary>
internal static class CompareCommand
{
    public static Command Create(HostIo io)
    {
        var directories = new Argument<string[]>("runs") { Description = "Runs: directories, each with one or several in it, or identifiers in 'runs'.", Arity = ArgumentArity.OneOrMore };
        var metric = new Option<string[]>("--metric") { Description = "A metric to compare; may be repeated.", HelpName = "TAG" };
        var threshold = new Option<double?>("--threshold") { Description = "The value that is waited for; else 90 % of the way to the best.", HelpName = "VALUE" };
        var json = new Option<string?>("--json") { Description = "Writes it for programs.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Writes it as a page with curves over each other.", HelpName = "FILE" };
        var rules = new Option<string?>("--rules") { Description = "A YAML file with tags of your own.", HelpName = "FILE" };
        var command = new Command("compare", "Compares runs; those of one configuration apart from the seed are taken together.")
        {
            directories, metric, threshold, json, html, rules,
        };
        command.SetAction(parsed =>
        {
            AnalysisRules chosen = parsed.GetValue(rules) is { } file ? AnalysisRules.Load(file) : AnalysisRules.Default;
            var runs = new List<(string Name, RunView Run)>();
            var known = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach ((string name, RunFolder folder) in parsed.GetValue(directories)!.SelectMany(static d => Find(RunName.FindLogs(d))))
            {
                if (!known.TryAdd(RunName.RealPath(folder.Path), name))
                {
                    io.Error.WriteLine($"hamlet: warning: '{name}' is the run '{known[RunName.RealPath(folder.Path)]}' once more, and counts once");
                    continue;
                }

                runs.Add((name, Read(folder, chosen)));
            }

            if (runs.Count == 1)
            {
                return Wrong(io, $"there is nothing to compare '{runs[0].Name}' with: name another run, or a directory with several");
            }

            if (runs.Count == 0)
            {
                return Wrong(io, "there are no runs to compare: a run's log has 'tfevents' in its name");
            }

            string[] tags = parsed.GetValue(metric) ?? [];
            string[] metrics = [.. runs.SelectMany(static r => r.Run.Metrics).Select(static m => m.Tag).Distinct(StringComparer.Ordinal)];
            if (tags.FirstOrDefault(t => !metrics.Contains(t, StringComparer.Ordinal)) is { } unknown)
            {
                string near = Configuration.NearestName.Find(unknown, metrics) is { } name ? $", did you mean '{name}'?" : "";
                return Wrong(io, $"no run has the metric '{unknown}'{near}");
            }

            RunComparison comparison = RunComparison.Of(runs, tags, parsed.GetValue(threshold));
            ComparisonText.Write(io.Out, comparison);
            return Write(comparison, parsed.GetValue(json), parsed.GetValue(html));
        });
        return command;
    }

    private static IEnumerable<(string Name, RunFolder Folder)> Find(string directory) => RunFolder.Find(directory)
        .Select(folder => ((folder.Name == "." ? directory : Path.Combine(directory, folder.Name)).Replace('\\', '/'), folder));

    private static RunView Read(RunFolder folder, AnalysisRules rules)
    {
        var reader = new RunReader(folder, SeriesVisitor.Instance);
        reader.Read();
        return new RunView(reader.Data, rules, reader.Data.LastTime);
    }

    private static int Write(RunComparison comparison, string? json, string? html)
    {
        if (json is not null)
        {
            OutputFile.Write(json, file => ComparisonJson.Write(file, comparison));
        }

        if (html is not null)
        {
            OutputFile.WriteText(html, file => ComparisonHtml.Write(file, comparison));
        }

        return ExitCode.Done;
    }

    private static int Wrong(HostIo io, string message)
    {
        io.Error.WriteLine($"hamlet: error: {message}");
        return ExitCode.WrongInput;
    }
}
