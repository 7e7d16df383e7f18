using System.Text;
using Hamlet.Metrics;

namespace Hamlet.Outputs.MLflow;

/// <summary>What a run begins with: its tags, the configuration, and where they are asked for, the runs of its agents.</summary>
internal static class MlflowBeginning
{
    private const string Parent = "mlflow.parentRunId";
    private const string ResumedFrom = "hamlet.resumed_from";

    /// <summary>Begins the run, and those of the agents behind it.</summary>
    /// <param name="target">Where.</param>
    /// <param name="settings">What holds for the run.</param>
    /// <param name="context">The run.</param>
    /// <param name="resumedFrom">The run that it goes on from with other options, or null.</param>
    public static void Write(IMlflowTarget target, MlflowSettings settings, SinkContext context, string? resumedFrom)
    {
        List<(string, string)> tags = Common(settings.RunName, settings);
        tags.AddRange(settings.Tags.Select(static pair => (pair.Key, MlflowKey.Cut(pair.Value, MlflowKey.LongestTag))));
        tags.Add(("hamlet.run", context.RunId));
        if (settings.Description.Length > 0)
        {
            tags.Add(("mlflow.note.content", MlflowKey.Cut(settings.Description, MlflowKey.LongestTag)));
        }

        if (resumedFrom is not null)
        {
            tags.Add((ResumedFrom, resumedFrom));
        }

        target.Begin(settings.RunName, tags);
        if (context.Configuration.Length > 0)
        {
            target.Runs[0].Artifact("config.yaml", Encoding.UTF8.GetBytes(context.Configuration));
        }

        foreach (string agent in settings.NestedAgents ? context.Agents.Names : [])
        {
            List<(string, string)> own = Common(agent, settings);
            own.Add((Parent, target.Runs[0].Id));
            target.Begin(agent, own);
        }
    }

    private static List<(string, string)> Common(string name, MlflowSettings settings)
    {
        List<(string, string)> tags = [("mlflow.runName", name), ("mlflow.source.name", "hamlet"), ("mlflow.source.type", "LOCAL")];
        if (settings.User.Length > 0)
        {
            tags.Add(("mlflow.user", settings.User));
        }

        return tags;
    }
}
