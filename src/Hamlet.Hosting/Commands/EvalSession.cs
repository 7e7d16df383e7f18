using System.Globalization;
using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Hamlet.Hosting.Input;
using Hamlet.Hosting.Query;
using Hamlet.Networks;
using Hamlet.Training.Evaluation;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Commands;

/// <summary>One evaluation from the command line.</summary>
/// <param name="io">What the command works with.</param>
/// <param name="printer">Prints the results.</param>
/// <param name="rounded">Whether a person reads them.</param>
internal sealed class EvalSession(HostIo io, QueryPrinter printer, bool rounded)
{
    // Where the experiment names no number of its own.
    private const int DefaultEpisodes = 100;
    private const int MostEpisodes = 100_000;

    public int Run(string run, string checkpoint, int? episodes, ulong? seed, bool replays)
    {
        if (episodes is < 1 or > MostEpisodes)
        {
            throw UserError.Of(FormattableString.Invariant($"--episodes is at least 1 and at most {MostEpisodes}"));
        }

        string directory = RunName.Find(run);
        IReadOnlyList<PolicyFile> policies = PolicySource.Read(directory, checkpoint);
        Experiment experiment = new ExperimentSource { File = Path.Combine(directory, "config.yaml"), IsOfRun = true }.Load(io.Catalog);
        EnvironmentSpec environment = ExperimentCheck.EnvironmentOf(experiment);
        foreach (PolicyFile policy in policies)
        {
            PolicyLoading.CheckFit(policy, environment);
        }

        PolicySource.TellLeftOut(io, experiment, policies);
        int count = episodes ?? (experiment.Evaluation.FinalEpisodes > 0 ? experiment.Evaluation.FinalEpisodes : DefaultEpisodes);
        var trial = new PolicyTrial(experiment, count, seed ?? experiment.Options.Seed)
        {
            ReplayDirectory = replays ? ReplaysIn(directory) : null,
            Time = io.Time,
        };
        using var signals = new Signals();
        try
        {
            Print(experiment, environment, policies, trial, signals.Token);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return signals.ExitCode;
        }
    }

    private static string ReplaysIn(string run)
    {
        string path = Path.Combine(run, "evaluation");
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception e) when (UserError.IsFileError(e))
        {
            throw OutputFile.Error(path, e);
        }
    }

    private void Print(
        Experiment experiment, EnvironmentSpec environment, IReadOnlyList<PolicyFile> policies, PolicyTrial trial, CancellationToken token)
    {
        using IBackend backend = experiment.Backend.Create(new BackendContext { Device = experiment.BackendHost.Device, Source = experiment.BackendHost.Source });
        var rows = new List<IReadOnlyList<object?>>();
        foreach (PolicyFile file in policies)
        {
            using IPolicy policy = PolicyLoading.Load(file, backend, io.Catalog);
            rows.Add(Row(file.Agent, file.Step, trial.Measure(policy, file.Agent, token), environment));
        }

        rows.Add(Row("random", null, trial.MeasureRandom(token), environment));
        if (environment.MaxSteps is null)
        {
            io.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"hamlet: warning: the environment has no step limit: episodes were cut after {experiment.Evaluation.MaxSteps} steps (evaluation.max_steps)"));
        }

        printer.Begin(["policy", "step", "episodes", "mean_return", "std_return", "mean_length", "reached_limit", "success_rate"]);
        foreach (IReadOnlyList<object?> row in rows)
        {
            printer.Add(row);
        }

        printer.End();
    }

    private IReadOnlyList<object?> Row(string name, long? step, EvaluationResult result, EnvironmentSpec environment) =>
    [
        name,
        step,
        (long)result.Episodes,
        Number(result.MeanReturn),
        Number(result.StdReturn),
        Number(result.MeanLength),
        environment.MaxSteps is null ? null : (long)result.Truncations,
        result.SuccessRate is { } rate ? Number(rate) : null,
    ];

    private double Number(double value) => rounded ? Math.Round(value, 2) : value;
}
