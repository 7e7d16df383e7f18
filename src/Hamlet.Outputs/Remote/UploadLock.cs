namespace Hamlet.Outputs.Remote;

/// <summary>Keeps two processes from sending the same file: <c>uploads/NAME.lock</c>, held open.</summary>
internal sealed class UploadLock : IDisposable
{
    private readonly FileStream _file;

    private UploadLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a state's file; null if another process has it.</summary>
    public static UploadLock? Take(string statePath)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(statePath)!);
            return new UploadLock(new FileStream(Path.ChangeExtension(statePath, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
