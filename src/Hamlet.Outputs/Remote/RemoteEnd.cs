using Hamlet.Metrics;

namespace Hamlet.Outputs.Remote;

/// <summary>What sends a run while it is written. Where that cannot be, the run is written no less, and the end says so.</summary>
internal sealed class RemoteEnd
{
    private readonly string _runDirectory;
    private readonly Uploader? _uploader;
    private readonly string? _why;

    private RemoteEnd(string runDirectory, IUpload? upload, UploadRule rule, string? why)
    {
        _runDirectory = runDirectory;
        Upload = upload;
        _uploader = upload is null ? null : new Uploader(upload, rule);
        _why = why;
    }

    /// <summary>What is sent; null where it cannot be.</summary>
    public IUpload? Upload { get; }

    /// <summary>Begins to send.</summary>
    public static RemoteEnd Open(string runDirectory, string statePath, RemoteHost host)
    {
        try
        {
            return new RemoteEnd(runDirectory, Uploads.Open(runDirectory, statePath, host), host.Uploads, null);
        }
        catch (RemoteException e)
        {
            return new RemoteEnd(runDirectory, null, host.Uploads, e.Message);
        }
    }

    /// <summary>Says once, as an exception, that nothing more is sent while the run goes on.</summary>
    public void TellTrouble() => _uploader?.TellTrouble();

    /// <summary>The run is written to its end: sends what is left, within the bound.</summary>
    /// <exception cref="IOException">Something is left; the message says what, and how to send it.</exception>
    public void Close()
    {
        string? left = _why;
        if (_uploader is not null)
        {
            using (_uploader)
            {
                left = _uploader.End();
            }
        }

        if (left is not null)
        {
            throw new IOException($"{left.TrimEnd('.')}. It is on disk; send it with: hamlet sync {ShellWord.Of(_runDirectory)}");
        }
    }
}
