using System.CommandLine;
using Hamlet.Hosting.Input;

namespace Hamlet.Hosting.Commands;

/// <summary>How a command is told of an experiment: a file or words, and what is another in it. What trains and what only checks read the same.</summary>
internal sealed class SourceOptions
{
    private readonly Argument<string?> _config = new("config") { Description = "The experiment file.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _environment = new("--env") { Description = "Without a file: the environment.", HelpName = "NAME" };
    private readonly Option<string?> _algorithm = new("--algorithm") { Description = "Without a file: the algorithm.", HelpName = "NAME" };
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Gives a key anew, such as training.total_steps=20000; a path is relative to the working directory.", HelpName = "KEY=VALUE",
    };

    private readonly Option<ulong?> _seed = new("--seed") { Description = "The seed.", HelpName = "N" };
    private readonly Option<string?> _device = new("--device") { Description = "auto, cpu, cuda, cuda:1 or mps.", HelpName = "DEVICE" };
    private readonly Option<bool> _wandb = new("--wandb") { Description = "Keeps the run for Weights & Biases, as use_wandb: true does." };
    private readonly Option<string?> _wandbProject = new("--wandb-project") { Description = "The same, in this project.", HelpName = "NAME" };

    /// <summary>Makes a command that reads them.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="others">Its own options.</param>
    public Command Command(string name, string description, params ReadOnlySpan<Option> others)
    {
        var command = new Command(name, description) { _config, _environment, _algorithm, _set, _seed, _device, _wandb, _wandbProject };
        foreach (Option other in others)
        {
            command.Options.Add(other);
        }

        return command;
    }

    /// <summary>What was said.</summary>
    public ExperimentSource From(ParseResult parsed) => new()
    {
        File = parsed.GetValue(_config),
        Environment = parsed.GetValue(_environment),
        Algorithm = parsed.GetValue(_algorithm),
        Seed = parsed.GetValue(_seed),
        Device = parsed.GetValue(_device),
        Wandb = parsed.GetValue(_wandb),
        WandbProject = parsed.GetValue(_wandbProject),
        Assignments = parsed.GetValue(_set) ?? [],
    };
}
