using System.CommandLine;
using System.Text;
using Hamlet.Analysis.Comparison;
using Hamlet.Analysis.Diagnoses;
using Hamlet.Analysis.Reading;
using Hamlet.Analysis.Reports;
using Hamlet.Analysis.Rules;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet compare RUN RUN...</c>: runs side by side, seeds of one configuration together.</summary>
internal static class CompareCommand
{
    public static Command Create(HostIo io)
    {
        var directories = new Argument<string[]>("runs") { Description = "Directories; each may hold several runs.", Arity = ArgumentArity.OneOrMore };
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
            foreach (string directory in parsed.GetValue(directories)!)
            {
                if (!Directory.Exists(directory))
                {
                    return Wrong(io, $"there is no directory '{directory}'");
                }

                runs.AddRange(Read(directory, chosen));
            }

            if (runs.Count < 2)
            {
                return Wrong(io, "there are fewer than two runs to compare: a run's log has 'tfevents' in its name");
            }

            string[] tags = parsed.GetValue(metric) ?? [];
            string[] known = [.. runs.SelectMany(static r => r.Run.Metrics).Select(static m => m.Tag).Distinct(StringComparer.Ordinal)];
            if (tags.FirstOrDefault(t => !known.Contains(t, StringComparer.Ordinal)) is { } unknown)
            {
                string near = Configuration.NearestName.Find(unknown, known) is { } name ? $", did you mean '{name}'?" : "";
                return Wrong(io, $"no run has the metric '{unknown}'{near}");
            }

            RunComparison comparison = RunComparison.Of(runs, tags, parsed.GetValue(threshold));
            ComparisonText.Write(io.Out, comparison);
            return Write(io, comparison, parsed.GetValue(json), parsed.GetValue(html));
        });
        return command;
    }

    private static IEnumerable<(string Name, RunView Run)> Read(string directory, AnalysisRules rules)
    {
        foreach (RunFolder folder in RunFolder.Find(directory))
        {
            var reader = new RunReader(folder, SeriesVisitor.Instance);
            reader.Read();
            string name = folder.Name == "." ? directory : Path.Combine(directory, folder.Name);
            yield return (name.Replace('\\', '/'), new RunView(reader.Data, rules, reader.Data.LastTime));
        }
    }

    private static int Write(HostIo io, RunComparison comparison, string? json, string? html)
    {
        try
        {
            if (json is not null)
            {
                using FileStream file = File.Create(json);
                ComparisonJson.Write(file, comparison);
            }

            if (html is not null)
            {
                using var file = new StreamWriter(html, append: false, new UTF8Encoding(false));
                ComparisonHtml.Write(file, comparison);
            }

            return ExitCode.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            io.Error.WriteLine($"hamlet: error: {e.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }
    }

    private static int Wrong(HostIo io, string message)
    {
        io.Error.WriteLine($"hamlet: error: {message}");
        return ExitCode.WrongInput;
    }
}
