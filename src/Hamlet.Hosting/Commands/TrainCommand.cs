using System.CommandLine;
using Hamlet.Hosting.Input;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet train CONFIG</c>.</summary>
internal static class TrainCommand
{
    public static Command Create(HostIo io)
    {
        var config = new Argument<string?>("config") { Description = "The experiment file.", Arity = ArgumentArity.ZeroOrOne };
        var environment = new Option<string?>("--env") { Description = "Without a file: the environment.", HelpName = "NAME" };
        var algorithm = new Option<string?>("--algorithm") { Description = "Without a file: the algorithm.", HelpName = "NAME" };
        var set = new Option<string[]>("--set") { Description = "Gives a key anew, such as training.total_steps=20000; a path is relative to the working directory.", HelpName = "KEY=VALUE" };
        var seed = new Option<ulong?>("--seed") { Description = "The seed.", HelpName = "N" };
        var device = new Option<string?>("--device") { Description = "auto, cpu, cuda, cuda:1 or mps.", HelpName = "DEVICE" };
        var logDirectory = new Option<string>("--log-dir")
        {
            Description = "The directory of all runs.", HelpName = "DIR", DefaultValueFactory = static _ => "runs",
        };
        var resume = new Option<bool>("--resume")
        {
            Description = "Goes on with the newest unfinished run of the same configuration, if there is one, and trains nothing where that is finished.",
        };
        var wandb = new Option<bool>("--wandb") { Description = "Keeps the run for Weights & Biases, as use_wandb: true does." };
        var wandbProject = new Option<string?>("--wandb-project") { Description = "The same, in this project.", HelpName = "NAME" };
        Option<int?> live = LiveRequest.Option();
        var quiet = new Option<bool>("--quiet") { Description = "Prints nothing but errors." };
        var noColor = new Option<bool>("--no-color") { Description = "Prints without colours." };
        var command = new Command("train", "Trains the agents of an experiment and leaves a run.")
        {
            config, environment, algorithm, set, seed, device, logDirectory, resume, wandb, wandbProject, live, quiet, noColor,
        };
        command.SetAction((parsed, _) =>
        {
            var source = new ExperimentSource
            {
                File = parsed.GetValue(config),
                Environment = parsed.GetValue(environment),
                Algorithm = parsed.GetValue(algorithm),
                Seed = parsed.GetValue(seed),
                Device = parsed.GetValue(device),
                Wandb = parsed.GetValue(wandb),
                WandbProject = parsed.GetValue(wandbProject),
                Assignments = parsed.GetValue(set) ?? [],
            };
            HostIo chosen = io with { Color = io.Color && !parsed.GetValue(noColor) };
            return new TrainSession(chosen, parsed.GetValue(logDirectory)!, parsed.GetValue(quiet)) { Live = LiveRequest.From(parsed, live) }
                .RunAsync(source, parsed.GetValue(resume));
        });
        return command;
    }
}
