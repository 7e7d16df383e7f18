using System.Globalization;
using System.Text;
using Hamlet.Metrics;

namespace Hamlet.Hosting.Sweeps;

/// <summary>A sweep as an array job of Slurm (https://slurm.schedmd.com/job_array.html): a task a run.</summary>
internal static class SlurmScript
{
    /// <summary>The script for <c>sbatch</c>.</summary>
    public static string Of(Sweep sweep, string logDirectory)
    {
        bool rounds = sweep.Rungs.Count > 1;
        string most = sweep.Options.Parallel is { } parallel ? string.Create(CultureInfo.InvariantCulture, $"%{parallel}") : "";
        string command = $"hamlet sweep {ShellWord.Of(sweep.File)} --log-dir {ShellWord.Of(logDirectory)}";
        var text = new StringBuilder();
        text.AppendLine("#!/bin/bash");
        text.AppendLine($"#SBATCH --job-name={SafeName.Of(sweep.Name)}");
        if (!rounds)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"#SBATCH --array=0-{sweep.Jobs.Count - 1}{most}");
        }

        text.AppendLine("#SBATCH --ntasks=1");
        text.AppendLine(CultureInfo.InvariantCulture, $"#SBATCH --cpus-per-task={(rounds ? sweep.Parallel : 1)}");
        text.AppendLine("# A task that is preempted or runs out of time is asked to stop and takes a checkpoint; queued or submitted again, it goes on from there.");
        text.AppendLine("#SBATCH --requeue");
        text.AppendLine("#SBATCH --signal=B:TERM@120");
        text.AppendLine(rounds
            ? "# The rounds of halving wait for each other: the sweep runs in one task."
            : $"# When all are done, this trains nothing more and prints the table: {command}");
        text.AppendLine(rounds
            ? string.Create(CultureInfo.InvariantCulture, $"exec {command} --parallel {sweep.Parallel}")
            : $"exec {command} --only \"$SLURM_ARRAY_TASK_ID\"");
        return text.ToString().ReplaceLineEndings("\n");
    }
}
