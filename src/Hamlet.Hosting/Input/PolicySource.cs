using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Formats.Policies;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Input;

/// <summary>Finds the policies that RUN and <c>--checkpoint</c> name.</summary>
internal static class PolicySource
{
    /// <summary>Reads the policies of a run, an agent each.</summary>
    /// <param name="run">The run's directory.</param>
    /// <param name="checkpoint"><c>best</c>, <c>latest</c>, or the number of a checkpoint.</param>
    /// <exception cref="ConfigException">There are none, or one is damaged.</exception>
    public static IReadOnlyList<PolicyFile> Read(string run, string checkpoint)
    {
        IReadOnlyList<string> files = Files(run, checkpoint);
        return [.. files.Select(Read)];
    }

    /// <summary>Says which agents of an experiment are not among those that were read, and why.</summary>
    public static void TellLeftOut(HostIo io, Experiment experiment, IReadOnlyList<PolicyFile> read)
    {
        // Clones have one policy, which has their common name.
        string[] missing = [.. experiment.Agents.Select(static agent => agent.Id).Except(read.Select(static p => p.Agent), StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            io.Error.WriteLine(
                $"hamlet: warning: left out: {string.Join(", ", missing)}, {(missing.Length == 1 ? "which has" : "which have")} no policy that can be saved");
        }
    }

    /// <summary>What <see cref="Read(string, string)"/> has read: a run that was never evaluated has no best policy but its last one.</summary>
    public static string NameOf(string run, string checkpoint) =>
        checkpoint == PolicyLocation.Best && PolicyLocation.FilesIn(Path.Combine(run, PolicyLocation.FolderName, PolicyLocation.Best)).Count == 0
            ? PolicyLocation.Latest
            : checkpoint;

    /// <summary>Reads a policy file.</summary>
    /// <exception cref="ConfigException">It is none, or damaged.</exception>
    public static PolicyFile Read(string file)
    {
        try
        {
            return PolicyFile.Read(file);
        }
        catch (Exception e) when (UserError.IsFileError(e))
        {
            throw UserError.Of(e.Message);
        }
    }

    // A checkpoint writes down every policy that can be.
    private static bool CannotBeSaved(string run)
    {
        string kept = Path.Combine(run, PolicyLocation.FolderName);
        IReadOnlyList<long> checkpoints = CheckpointManager.Numbers(run);
        return checkpoints.Count > 0
            && PolicyLocation.FilesIn(Path.Combine(kept, PolicyLocation.Best)).Count == 0
            && PolicyLocation.FilesIn(Path.Combine(kept, PolicyLocation.Latest)).Count == 0
            && checkpoints.All(step => PolicyLocation.FilesIn(CheckpointManager.PathOf(run, step)).Count == 0);
    }

    private static string Remedy(string run, string checkpoint)
    {
        string missing = $"there is no policy '{checkpoint}' in '{run}'";
        IReadOnlyList<long> numbers = CheckpointManager.Numbers(run);
        if (numbers.Count > 0)
        {
            return FormattableString.Invariant(
                $"{missing}: it has not been evaluated yet. Say --checkpoint {numbers[^1]} for that of its newest checkpoint, or wait for its first evaluation if it still trains");
        }

        // Without checkpoints nothing tells the two apart.
        return new ExperimentManager(run).Describe(run).State == RunState.Completed
            ? $"{missing}, which is finished: its agents have none that can be saved, as one that does not learn, or the files are gone"
            : $"{missing}: it has not been evaluated yet. Wait for its first evaluation if it still trains, or go on with it by hamlet resume";
    }

    private static string Numbers(string run)
    {
        IReadOnlyList<long> steps = CheckpointManager.Numbers(run);
        return steps.Count == 0 ? "; it has none" : $": {string.Join(", ", steps.Select(static s => s.ToString(CultureInfo.InvariantCulture)))}";
    }

    private static IReadOnlyList<string> Files(string run, string checkpoint)
    {
        if (CannotBeSaved(run))
        {
            throw UserError.Of(
                $"no agent of '{run}' has a policy that can be saved: an algorithm that does not learn, such as random, has none, nor has one whose policy is no NetworkPolicy");
        }

        if (long.TryParse(checkpoint, NumberStyles.None, CultureInfo.InvariantCulture, out long step)
            && PolicyLocation.FilesIn(CheckpointManager.PathOf(run, step)) is { Count: > 0 } numbered)
        {
            return numbered;
        }

        string[] kinds = checkpoint switch
        {
            // A run that was never evaluated has no best policy but its last one.
            PolicyLocation.Best => [PolicyLocation.Best, PolicyLocation.Latest],
            PolicyLocation.Latest => [PolicyLocation.Latest],
            _ => throw UserError.Of($"there is no checkpoint '{checkpoint}' in '{run}': say best, latest, or the number of one{Numbers(run)}"),
        };
        return kinds.Select(kind => PolicyLocation.FilesIn(Path.Combine(run, PolicyLocation.FolderName, kind))).FirstOrDefault(static f => f.Count > 0)
            ?? throw UserError.Of(Remedy(run, checkpoint));
    }
}
