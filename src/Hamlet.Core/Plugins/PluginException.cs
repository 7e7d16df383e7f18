namespace Hamlet.Plugins;

/// <summary>
/// A plugin broke its word while it was at work, such as a world whose reward is no number. The message says which one, where and how, in one
/// line without a final stop.
/// </summary>
public sealed class PluginException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which plugin, where, and what is wrong.</param>
    /// <param name="reason">What the plugin threw, if it did.</param>
    public PluginException(string message, Exception? reason = null)
        : base(message, reason)
    {
    }
}
