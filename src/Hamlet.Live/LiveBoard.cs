using Hamlet.Configuration;
using Hamlet.Live.Board;
using Hamlet.Live.Server;

namespace Hamlet.Live;

/// <summary>The page of all runs below a directory.</summary>
internal static class LiveBoard
{
    /// <summary>Serves it until the token ends it.</summary>
    /// <param name="options">Where.</param>
    /// <param name="directory">The log directory.</param>
    /// <param name="time">The clock.</param>
    /// <param name="started">Is told the page's address.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="ConfigException">The port is taken.</exception>
    public static async Task ServeAsync(LiveOptions options, string directory, TimeProvider time, Action<string> started, CancellationToken token)
    {
        PageServer server;
        try
        {
            server = await PageServer.StartAsync(options, hub: null, new BoardApi(new BoardRuns(directory, time))).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new ConfigException(new ConfigSpan("board", 0, 0), PageServer.ProblemOf(options, e));
        }

        await using (server.ConfigureAwait(false))
        {
            started(server.Url);
            await Task.Delay(Timeout.Infinite, token).ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }
    }
}
