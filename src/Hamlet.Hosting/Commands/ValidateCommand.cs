using System.CommandLine;
using System.Globalization;
using Hamlet.Environments;
using Hamlet.Hosting.Input;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet validate CONFIG</c>: everything that would stop a run, without running.</summary>
internal static class ValidateCommand
{
    public static Command Create(HostIo io)
    {
        var options = new SourceOptions();
        Command command = options.Command("validate", "Checks an experiment without running it.");
        command.SetAction(parsed =>
        {
            ExperimentSource source = options.From(parsed);
            Experiment experiment = source.Load(io.Catalog);
            ExperimentCheck check = ExperimentCheck.Run(experiment);
            HamletHost.Report(check.Warnings, io);
            EnvironmentTrial.Run(experiment, check.Environment);
            io.Out.WriteLine($"{source.File ?? $"--env {source.Environment}"}: valid");
            io.Out.WriteLine($"  experiment    {experiment.Options.Name}, seed {experiment.Options.Seed}, {End(experiment)}");
            io.Out.WriteLine($"  environment   {Describe(check.Environment)}, {experiment.EnvironmentHost.NumEnvs} for each agent");
            foreach ((AgentPlan agent, bool explores) in experiment.Agents.Zip(check.Explores))
            {
                string exploration = explores && agent.Exploration is { } chosen ? $", {chosen.Plugin.Name}" : "";
                io.Out.WriteLine($"  {agent.Id,-13} {agent.Algorithm.Plugin.Name}{exploration}");
            }

            string outputs = string.Join(", ", experiment.Sinks.Where(static s => s.Enabled).Select(static s => s.Sink.Plugin.Name));
            io.Out.WriteLine($"  outputs       {(outputs.Length == 0 ? "none" : outputs)}");
            io.Out.WriteLine($"  backend       {check.Backend}{(experiment.BackendChoice is { } choice ? $" ({choice})" : "")}");
            return ExitCode.Done;
        });
        return command;
    }

    private static string End(Experiment experiment) => experiment.Training.TotalSteps is { } steps
        ? string.Create(CultureInfo.InvariantCulture, $"{steps:N0} steps")
        : string.Create(CultureInfo.InvariantCulture, $"{experiment.Training.NumEpisodes:N0} episodes");

    private static string Describe(EnvironmentSpec spec)
    {
        string actions = spec.Actions switch
        {
            DiscreteActions discrete => $"actions {string.Join(", ", discrete.Names)}",
            MultiDiscreteActions multi => $"{multi.Counts.Count} actions of {string.Join(", ", multi.Counts)} choices",
            _ => $"{spec.Actions.ContinuousSize} continuous actions",
        };
        return $"{spec.Name}, {spec.ObservationSize} observed values, {actions}";
    }
}
