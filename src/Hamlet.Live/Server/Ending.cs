namespace Hamlet.Live.Server;

/// <summary>Ends what might not end by itself: a page is never worth a process that cannot be stopped.</summary>
internal static class Ending
{
    /// <summary>Begins an end and waits for it, but no longer than that; what has not ended by then is left to the end of the process.</summary>
    /// <param name="end">Ends something. It runs on a thread of its own, so that it may also hold that.</param>
    /// <param name="most">The longest wait.</param>
    /// <returns>Whether it has ended.</returns>
    public static Task<bool> WithinAsync(Func<Task> end, TimeSpan most) => WithinAsync(Task.Run(end), most);

    /// <summary>Waits for an end that is under way, but no longer than that.</summary>
    /// <returns>Whether it has ended.</returns>
    public static async Task<bool> WithinAsync(Task end, TimeSpan most)
    {
        using var enough = new CancellationTokenSource();
        bool ended = await Task.WhenAny(end, Task.Delay(most, enough.Token)).ConfigureAwait(false) == end;
        await enough.CancelAsync().ConfigureAwait(false);
        if (ended)
        {
            await end.ConfigureAwait(false);
        }

        return ended;
    }
}
