using System.CommandLine;
using Hamlet.Formats.Onnx;
using Hamlet.Formats.Policies;
using Hamlet.Hosting.Input;
using Hamlet.Plugins;

namespace Hamlet.Hosting.Commands;

/// <summary><c>hamlet export RUN</c>: a policy as a file for somewhere else.</summary>
internal static class ExportCommand
{
    private const string Onnx = "onnx";
    private const string Safetensors = "safetensors";

    public static Command Create(HostIo io)
    {
        var run = new Argument<string>("run") { Description = "The run's directory, its identifier in 'runs', or a policy file." };
        var format = new Option<string?>("--format")
        {
            Description = "onnx, for any ONNX runtime; or safetensors, for Policy.Load. Without it the ending of --output says which; else it is onnx.",
        };
        format.AcceptOnlyFromAmong(Onnx, Safetensors);
        Option<string> checkpoint = PolicyOptions.Checkpoint();
        var agent = new Option<string?>("--agent") { Description = "Whose policy, where a run has several agents.", HelpName = "ID" };
        var output = new Option<string?>("--output") { Description = "The file to write; by default beside the run's other files.", HelpName = "FILE" };
        var command = new Command("export", "Writes a trained policy as one file for another program.") { run, format, checkpoint, agent, output };
        command.SetAction(parsed =>
            Run(io, parsed.GetValue(run)!, parsed.GetValue(format), parsed.GetValue(checkpoint)!, parsed.GetValue(agent), parsed.GetValue(output)));
        return command;
    }

    private static int Run(HostIo io, string run, string? given, string checkpoint, string? agent, string? output)
    {
        string format = FormatOf(given, output);
        PolicyFile policy;
        string directory;
        if (File.Exists(run))
        {
            policy = PolicySource.Read(run);
            directory = Path.GetDirectoryName(run) ?? "";
        }
        else
        {
            directory = RunName.Find(run);
            policy = Choose(PolicySource.Read(directory, checkpoint), agent);
        }

        string path = output ?? Path.Combine(directory, $"{PolicyLocation.SafeName(policy.Agent)}.{format}");
        try
        {
            Write(policy, format, path, io.Catalog);
        }
        catch (InvalidDataException e)
        {
            throw UserError.Of(e.Message);
        }

        io.Out.WriteLine(FormattableString.Invariant(
            $"{path}: {policy.Agent} in {policy.Environment.Name}{(policy.Step is { } step ? $" after {step:N0} steps" : "")}, {new FileInfo(path).Length:N0} bytes"));
        return ExitCode.Done;
    }

    /// <summary>The format that was asked for, in words or by the ending of the file, which must not say different things.</summary>
    private static string FormatOf(string? given, string? output)
    {
        string? ending = new[] { Onnx, Safetensors }.FirstOrDefault(f => output?.EndsWith("." + f, StringComparison.OrdinalIgnoreCase) == true);
        return given is not null && ending is not null && given != ending
            ? throw UserError.Of($"--format {given} does not fit --output '{output}': another program takes the file for {ending} by its ending")
            : given ?? ending ?? Onnx;
    }

    private static PolicyFile Choose(IReadOnlyList<PolicyFile> policies, string? agent)
    {
        string agents = string.Join(", ", policies.Select(static p => p.Agent));
        return agent is null
            ? policies.Count == 1 ? policies[0] : throw UserError.Of($"the run has several agents: choose one with --agent ({agents})")
            : policies.FirstOrDefault(p => p.Agent == agent) ?? throw UserError.Of($"there is no agent '{agent}' with a saved policy: those that have one are {agents}");
    }

    private static void Write(PolicyFile policy, string format, string path, PluginCatalog catalog)
    {
        if (format == Safetensors)
        {
            OutputFile.Replace(path, policy.WriteTo);
            return;
        }

        using var content = new MemoryStream();
        PolicyOnnx.Write(policy, content, catalog);
        OutputFile.Replace(path, content.WriteTo);
    }
}
