using System.Globalization;
using Hamlet.Metrics;
using Hamlet.Training;
using Hamlet.Training.Evaluation;
using Hamlet.Training.Runs;

namespace Hamlet.Hosting.Display;

/// <summary>What is printed when training ends: every figure as it was just measured, and how to look at the run.</summary>
internal static class ClosingReport
{
    public static IEnumerable<string> Lines(
        RunDirectory run,
        TrainingResult result,
        TimeSpan processor,
        IReadOnlyList<string> failedOutputs,
        IReadOnlyList<string> openCommands)
    {
        long episodes = result.Agents.Sum(static a => a.Episodes);
        double rate = (result.Steps - result.FirstStep) / Math.Max(result.Elapsed.TotalSeconds, 1e-3);
        yield return Invariant(
            $"{(result.Interrupted ? "Interrupted after" : "Trained")} {result.Steps:N0} steps, {episodes:N0} episodes in {result.Elapsed.TotalSeconds:F1} s ({rate:N0} steps/s, {processor.TotalSeconds:F1} s of processor time, evaluations included).");
        if (result.FirstStep > 0)
        {
            yield return Invariant($"The first {result.FirstStep:N0} steps were made before this process.");
        }

        if (result.Checkpoints is { Count: > 0 } pauses)
        {
            yield return Invariant(
                $"Training stood still {pauses.Total.TotalMilliseconds:F1} ms for {pauses.Count} {(pauses.Count == 1 ? "checkpoint" : "checkpoints")}, at most {pauses.Longest.TotalMilliseconds:F1} ms for one.");
        }

        if (result.StopReason is { } reason)
        {
            yield return $"Ended before its time ({reason}).";
        }

        foreach (AgentResult agent in result.Agents)
        {
            yield return "";
            if (result.Agents.Count > 1)
            {
                yield return agent.Id;
            }

            foreach (string line in Agent(agent, result))
            {
                yield return line;
            }
        }

        foreach (string failure in failedOutputs)
        {
            yield return "";
            yield return $"An output failed on the way: {failure}";
        }

        yield return "";
        yield return $"Run: {run.Path}";
        if (result is { Interrupted: true, Checkpoints.Count: > 0 })
        {
            yield return $"  hamlet resume {ShellWord.Of(run.Path)}";
        }

        foreach (string command in openCommands)
        {
            yield return $"  {command}";
        }
    }

    private static IEnumerable<string> Agent(AgentResult agent, TrainingResult training)
    {
        if (agent.LastEpisodes.Count > 0)
        {
            // Where an episode is to be short, that would be praise for what is bad.
            string ratio = training.LimitIsSuccess && agent.Random is { } random
                ? Invariant($", {agent.LastEpisodes.MeanLength / random.MeanLength:F2} times as long as a random policy")
                : "";
            yield return Invariant(
                $"  last {agent.LastEpisodes.Count} training episodes: mean return {agent.LastEpisodes.MeanReturn:F2}, mean length {agent.LastEpisodes.MeanLength:F1} steps{ratio}");
        }

        if (agent.Best is { } best)
        {
            yield return Invariant($"  best policy (step {agent.BestStep:N0}):   {Describe(best, training)}");
        }

        if (agent.Final is { } final)
        {
            yield return $"  final policy:   {Describe(final, training)}";
        }

        if (agent.Random is { } uniform)
        {
            yield return $"  random policy:   {Describe(uniform, training)}";
        }
    }

    private static string Describe(EvaluationResult result, TrainingResult training)
    {
        string ends = training switch
        {
            { LimitIsSuccess: true, MaxSteps: { } steps } => Invariant($", {result.Truncations} of {result.Episodes} reached the limit of {steps} steps"),
            _ when result.Successes is { } successes => Invariant($", {successes} of {result.Episodes} succeeded"),
            { MaxSteps: { } steps } => Invariant($", {result.Truncations} of {result.Episodes} ended by the limit of {steps} steps"),
            _ => "",
        };
        return Invariant(
            $"{result.Episodes} fresh episodes: mean return {result.MeanReturn:F2} (standard deviation {result.StdReturn:F2}), mean length {result.MeanLength:F1} steps{ends}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
