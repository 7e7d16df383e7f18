namespace Hamlet.Outputs.Remote;

/// <summary>A server that could not be reached, or that refused.</summary>
internal sealed class RemoteException(string message, bool mayPass, int status = 0, TimeSpan retryAfter = default, Exception? inner = null)
    : IOException(message, inner)
{
    /// <summary>Whether the same message may succeed later.</summary>
    public bool MayPass => mayPass;

    /// <summary>The HTTP status, or 0 where there was no answer.</summary>
    public int Status => status;

    /// <summary>How long the server asked to wait.</summary>
    public TimeSpan RetryAfter => retryAfter;
}
