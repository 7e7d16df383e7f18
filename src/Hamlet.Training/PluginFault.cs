using Hamlet.Configuration;
using Hamlet.Plugins;

namespace Hamlet.Training;

/// <summary>What somebody's code throws, with the name of whose code it is: a message alone says to nobody where to look.</summary>
internal static class PluginFault
{
    /// <summary>Whether it is not yet said whose it is.</summary>
    public static bool IsNameless(Exception reason) => reason is not (PluginException or ConfigException);

    /// <summary>Whether it is how code ends that was told to stop. Without that, what calls itself a cancellation is a fault like any other.</summary>
    public static bool IsCancellation(Exception reason, CancellationToken token) => token.IsCancellationRequested
        && reason is (OperationCanceledException or PluginException { InnerException: OperationCanceledException });

    /// <summary>The exception with a name.</summary>
    /// <param name="who">Whose it is, such as <c>algorithm 'dqn'</c>.</param>
    /// <param name="reason">What was thrown.</param>
    public static PluginException Of(string who, Exception reason) => new($"{who} failed: {ExceptionText.Describe(reason)}", reason);
}
