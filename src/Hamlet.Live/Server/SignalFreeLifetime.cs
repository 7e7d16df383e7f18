using Microsoft.Extensions.Hosting;

namespace Hamlet.Live.Server;

/// <summary>
/// In place of the one that a web application has by itself, which takes SIGINT and SIGTERM: they are the command's, and the second of them
/// ends the process.
/// </summary>
internal sealed class SignalFreeLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
