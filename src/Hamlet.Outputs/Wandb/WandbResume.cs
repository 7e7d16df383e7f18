using Hamlet.Outputs.Remote;
using Hamlet.State;

namespace Hamlet.Outputs.Wandb;

/// <summary>The run that a checkpoint belongs to, and how far it is to be kept.</summary>
/// <param name="Directory">The run's directory.</param>
/// <param name="Id">Its identifier for W&amp;B.</param>
/// <param name="SkipTo">The step up to which what was logged after an earlier resume is in the file already, or -1.</param>
/// <param name="History">What its file says.</param>
internal sealed record WandbResume(string Directory, string Id, long SkipTo, WandbHistory History)
{
    /// <summary>The file of records.</summary>
    public string File => FileOf(Directory, Id);

    /// <summary>Finds and reads the run.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <param name="id">Its identifier.</param>
    /// <param name="length">The length that the checkpoint noted.</param>
    /// <param name="skipTo">The step that it noted.</param>
    /// <param name="sent">The length that a server may have.</param>
    /// <exception cref="StateException">It is gone or damaged.</exception>
    public static WandbResume Find(string directory, string id, long length, long skipTo, long sent)
    {
        try
        {
            return new WandbResume(directory, id, skipTo, WandbHistory.Read(FileOf(directory, id), length, sent));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new StateException($"The W&B run cannot be gone on with: {e.Message} Without the output 'wandb' the run can.");
        }
    }

    /// <summary>Finds the newest run that an earlier process has begun in the directory of a run; null if there is none that can be read.</summary>
    public static WandbResume? FindBeginning(string runDirectory)
    {
        string prefix = $"{WandbUpload.Kind}-";
        foreach (string path in UploadState.Newest(runDirectory, prefix))
        {
            if (UploadState.Read(path) is { } state)
            {
                string directory = Path.GetDirectoryName(Path.GetFullPath(Path.Combine(runDirectory, state.Spool)))!;
                try
                {
                    return Find(directory, Path.GetFileNameWithoutExtension(path)[prefix.Length..], WandbHistory.Beginning, -1, state.InFlight);
                }
                catch (StateException)
                {
                    // Then a new one begins.
                }
            }
        }

        return null;
    }

    private static string FileOf(string directory, string id) => Path.Combine(directory, $"run-{id}.wandb");
}
