using System.CommandLine;
using Hamlet.Formats.Policies;

namespace Hamlet.Hosting.Commands;

/// <summary>What the commands on trained policies have in common.</summary>
internal static class PolicyOptions
{
    /// <summary><c>--checkpoint</c>.</summary>
    public static Option<string> Checkpoint() => new("--checkpoint")
    {
        Description = "Which of the run's policies: best in the evaluations during training, latest, or the number of a checkpoint.",
        HelpName = "best|latest|N",
        DefaultValueFactory = static _ => PolicyLocation.Best,
    };
}
