using System.CommandLine;
using Hamlet.Analysis;
using Hamlet.Analysis.Diagnoses;
using Hamlet.Analysis.Reports;
using Hamlet.Analysis.Rules;
using Hamlet.Hosting.Input;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet analyze LOGDIR</c>: whether training worked, and if not, why.</summary>
internal static class AnalyzeCommand
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    public static Command Create(HostIo io)
    {
        var directory = new Argument<string>("logdir") { Description = RunName.LogsDescription };
        var verbose = new Option<bool>("--verbose") { Description = "Tells of every metric." };
        var output = new Option<string?>("--output") { Description = "Writes the report into a file, too.", HelpName = "FILE" };
        var json = new Option<string?>("--json") { Description = "Writes it for programs.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Writes it as a page with curves.", HelpName = "FILE" };
        var rules = new Option<string?>("--rules") { Description = "A YAML file with tags and thresholds of your own.", HelpName = "FILE" };
        var failOn = new Option<string?>("--fail-on") { Description = "Ends with exit code 3 if something is as bad.", HelpName = "critical|warning" };
        failOn.AcceptOnlyFromAmong("critical", "warning");
        var follow = new Option<bool>("--follow") { Description = "Goes on while the runs do, until Ctrl-C." };
        var ascii = new Option<bool>("--ascii") { Description = "Prints nothing but ASCII." };
        var command = new Command("analyze", "Says whether training worked, and if not, why.")
        {
            directory, verbose, output, json, html, rules, failOn, follow, ascii,
        };
        command.SetAction(async (parsed, token) =>
        {
            string name = RunName.FindLogs(parsed.GetValue(directory)!);
            AnalysisRules chosen = parsed.GetValue(rules) is { } file ? AnalysisRules.Load(file) : AnalysisRules.Default;
            var analyzer = new LogAnalyzer(name, chosen, io.Time);
            var reports = new AnalysisReports
            {
                Text = parsed.GetValue(output), Json = parsed.GetValue(json), Html = parsed.GetValue(html),
                Verbose = parsed.GetValue(verbose), Ascii = parsed.GetValue(ascii),
            };
            try
            {
                LogAnalysis analysis = analyzer.Analyze();
                if (analysis.Runs.Count == 0 && !parsed.GetValue(follow))
                {
                    io.Error.WriteLine($"hamlet: error: there is no event file under '{name}': a run's log has 'tfevents' in its name");
                    return ExitCode.WrongInput;
                }

                reports.Write(io, analysis);
                if (parsed.GetValue(follow))
                {
                    await FollowAsync(io, analyzer, reports, token).ConfigureAwait(false);
                    return ExitCode.Interrupted;
                }

                Status limit = parsed.GetValue(failOn) switch { "critical" => Status.Critical, "warning" => Status.Warning, _ => Status.Critical + 1 };
                return analysis.Worst >= limit ? ExitCode.Found : ExitCode.Done;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                io.Error.WriteLine($"hamlet: error: {e.Message.ReplaceLineEndings(" ")}");
                return ExitCode.Failed;
            }
        });
        return command;
    }

    private static async Task FollowAsync(HostIo io, LogAnalyzer analyzer, AnalysisReports reports, CancellationToken token)
    {
        using var signals = new Signals(io.Stop);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, signals.Token);
        try
        {
            while (true)
            {
                await Task.Delay(s_pause, io.Time, either.Token).ConfigureAwait(false);
                if (io.Terminal)
                {
                    io.Out.Write("\e[H\e[J");
                }

                reports.Write(io, analyzer.Analyze());
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how following ends.
        }
    }
}
