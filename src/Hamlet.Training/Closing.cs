using Hamlet.Plugins;

namespace Hamlet.Training;

/// <summary>Closes what is somebody's code, which may throw even then.</summary>
internal static class Closing
{
    /// <summary>Closes it and takes no notice of what it throws, because something worse has to be told.</summary>
    public static void Quietly(IDisposable? part) => Try("", part);

    /// <summary>Closes one after the other, whatever any of them throws.</summary>
    /// <param name="parts">What to close, null for nothing, and whose it is, for the message.</param>
    /// <exception cref="PluginException">The first of them that threw.</exception>
    public static void All(IEnumerable<(string Who, IDisposable? Part)> parts)
    {
        PluginException? first = null;
        foreach ((string who, IDisposable? part) in parts)
        {
            PluginException? fault = Try(who, part);
            first ??= fault;
        }

        if (first is not null)
        {
            throw first;
        }
    }

    private static PluginException? Try(string who, IDisposable? part)
    {
        try
        {
            part?.Dispose();
            return null;
        }
#pragma warning disable CA1031 // Whatever it is, the parts after it are to be closed too.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return PluginFault.Of($"{who}, when it was closed,", e);
        }
    }
}
