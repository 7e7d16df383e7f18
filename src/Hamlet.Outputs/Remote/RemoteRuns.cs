namespace Hamlet.Outputs.Remote;

/// <summary>What is left on disk of a run for servers, and how it gets there: the command <c>hamlet sync</c>.</summary>
public static class RemoteRuns
{
    /// <summary>Sends what is left of a run.</summary>
    /// <param name="runDirectory">The run's directory.</param>
    /// <param name="bound">How long an outage of one server is waited out.</param>
    /// <returns>What became of each server's part; empty if the run was kept for none.</returns>
    public static IReadOnlyList<SyncResult> Sync(string runDirectory, TimeSpan bound) => Sync(runDirectory, bound, RemoteHost.Real);

    internal static IReadOnlyList<SyncResult> Sync(string runDirectory, TimeSpan bound, RemoteHost host)
    {
        string folder = Path.Combine(runDirectory, UploadState.FolderName);
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => SyncOne(runDirectory, path, bound, host))]
            : [];
    }

    private static SyncResult SyncOne(string runDirectory, string statePath, TimeSpan bound, RemoteHost host)
    {
        string name = Path.GetFileNameWithoutExtension(statePath);
        if (UploadState.Read(statePath) is { Complete: true } known)
        {
            return new SyncResult(name, true, $"{known.Server} has all of it");
        }

        try
        {
            IUpload upload = Uploads.Open(runDirectory, statePath, host);
            using var uploader = new Uploader(upload, host.Uploads with { EndBound = bound });
            string? left = uploader.End();
            return left is null
                ? new SyncResult(name, true, $"{upload.Server} has all of it now")
                : new SyncResult(name, false, left);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return new SyncResult(name, false, e.Message);
        }
    }
}
