namespace Hamlet.Metrics;

/// <content>For what needs no record of its own. The tag is interned: a bounded number of them, please, not one that counts.</content>
public sealed partial class MetricLog
{
    /// <summary>Logs a number: <c>log.Log("Debug/State_Entropy", entropy, step)</c>.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="value">The number.</param>
    /// <param name="step">The environment step.</param>
    /// <param name="agent">The agent, or -1 for the run as a whole.</param>
    public void Log(string tag, double value, long step, int agent = -1) =>
        Log(new CustomScalar { Step = step, Agent = agent, Tag = Intern(tag), Value = value });

    /// <summary>Logs several numbers of one step: <c>log.LogMany(step, -1, ("Debug/Low", low), ("Debug/High", high))</c>.</summary>
    /// <param name="step">The environment step.</param>
    /// <param name="agent">The agent, or -1 for the run as a whole.</param>
    /// <param name="values">The tags and their numbers.</param>
    public void LogMany(long step, int agent, params ReadOnlySpan<(string Tag, double Value)> values)
    {
        foreach ((string tag, double value) in values)
        {
            Log(tag, value, step, agent);
        }
    }

    /// <summary>Logs numbers whose names are known in advance as one record.</summary>
    /// <param name="prefix">The part of their tags before the slash and the name.</param>
    /// <param name="values">The names and their numbers; copied before this returns.</param>
    /// <param name="step">The environment step.</param>
    /// <param name="agent">The agent, or -1 for the run as a whole.</param>
    /// <exception cref="ArgumentException">There are not as many values as names.</exception>
    public void LogMany(string prefix, MetricMap values, long step, int agent = -1) =>
        Log(new CustomMap { Step = step, Agent = agent, Prefix = Intern(prefix), Values = values });

    /// <summary>Logs a text, as Markdown where the output shows it so.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="text">The text.</param>
    /// <param name="step">The environment step.</param>
    /// <param name="agent">The agent, or -1 for the run as a whole.</param>
    public void LogText(string tag, string text, long step, int agent = -1) =>
        Log(new CustomText { Step = step, Agent = agent, Tag = Intern(tag), Value = text });

    /// <summary>Logs a distribution.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="values">Its values; copied before this returns. None: nothing is shown.</param>
    /// <param name="step">The environment step.</param>
    /// <param name="agent">The agent, or -1 for the run as a whole.</param>
    public void LogHistogram(string tag, ReadOnlyMemory<float> values, long step, int agent = -1) =>
        Log(new CustomHistogram { Step = step, Agent = agent, Tag = Intern(tag), Values = values });

    /// <summary>Logs a picture.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="image">The picture; copied before this returns.</param>
    /// <param name="step">The environment step.</param>
    /// <param name="agent">The agent, or -1 for the run as a whole.</param>
    /// <exception cref="ArgumentException">The number of bytes is not that of its size, or no picture has so many a pixel.</exception>
    public void LogImage(string tag, MetricImage image, long step, int agent = -1) =>
        Log(new CustomImage { Step = step, Agent = agent, Tag = Intern(tag), Image = image });

    /// <summary>The tag's handle; a log without outputs does not even look for it.</summary>
    private TagName Intern(string tag) => _ring is null && _branch is null ? default : TagName.Intern(tag);
}
