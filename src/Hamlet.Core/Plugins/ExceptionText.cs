using System.Reflection;
using Hamlet.Configuration;

namespace Hamlet.Plugins;

/// <summary>An exception in one line, for a person who did not write what threw it.</summary>
public static class ExceptionText
{
    private const string Parameter = " (Parameter '";

    // Where libtorch goes on with where in itself it was, frame by frame.
    private const string NativeFrames = "\nException raised from ";

    /// <summary>
    /// The message without line breaks, a final stop, the parameter's name that .NET adds to that of an argument, and the frames that libtorch adds.
    /// </summary>
    public static string Message(Exception reason)
    {
        reason = Unwrap(reason);
        string message = reason.Message;
        if (reason is ArgumentException { ParamName: { Length: > 0 } name })
        {
            message = message.Replace($"{Parameter}{name}')", "", StringComparison.Ordinal);
        }

        int frames = message.IndexOf(NativeFrames, StringComparison.Ordinal);
        message = frames > 0 ? message[..frames] : message;
        string[] lines = message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(" ", lines).TrimEnd('.');
    }

    /// <summary><c>InvalidOperationException: the message</c>; the message alone where it was written for the user.</summary>
    public static string Describe(Exception reason)
    {
        reason = Unwrap(reason);
        string message = Message(reason);
        return reason is ConfigException or PluginException ? message : message.Length == 0 ? reason.GetType().Name : $"{reason.GetType().Name}: {message}";
    }

    // What .NET puts around an exception says nothing of it.
    private static Exception Unwrap(Exception reason)
    {
        while (reason is TypeInitializationException or TargetInvocationException or AggregateException { InnerExceptions.Count: 1 }
            && reason.InnerException is { } inner)
        {
            reason = inner;
        }

        return reason;
    }
}
