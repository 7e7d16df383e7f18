namespace Hamlet.Outputs.Remote;

/// <summary>What lies on disk for one server. All calls come from one thread, but for <see cref="Left"/>, which comes after them.</summary>
internal interface IUpload : IDisposable
{
    /// <summary>What the server is called in messages.</summary>
    string Server { get; }

    /// <summary>
    /// Sends the next piece. One that failed is sent again by the next call, and does no harm if the server had got it.
    /// </summary>
    /// <returns>Whether there may be more to send at once.</returns>
    /// <exception cref="RemoteException">It could not be sent.</exception>
    bool Send(CancellationToken token);

    /// <summary>What is not sent, in words; empty where all is.</summary>
    string Left();
}
