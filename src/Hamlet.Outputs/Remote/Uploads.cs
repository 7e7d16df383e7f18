using Hamlet.Outputs.MLflow;
using Hamlet.Outputs.Wandb;

namespace Hamlet.Outputs.Remote;

/// <summary>Opens what a run has for a server.</summary>
internal static class Uploads
{
    /// <summary>Opens it by the file that says how far it has been sent.</summary>
    /// <exception cref="RemoteException">It cannot be sent from here, and why.</exception>
    public static IUpload Open(string runDirectory, string statePath, RemoteHost host)
    {
        UploadState state = UploadState.Read(statePath) ?? throw new RemoteException($"'{statePath}' is damaged.", mayPass: false);
        UploadLock own = UploadLock.Take(statePath) ?? throw new RemoteException("Another process is sending it.", mayPass: true);
        try
        {
            return state.Kind == MlflowUpload.Kind
                ? new MlflowUpload(runDirectory, statePath, state, host, own)
                : new WandbUpload(runDirectory, statePath, state, KeyOf(state, host), host.Uploads, own);
        }
        catch
        {
            own.Dispose();
            throw;
        }
    }

    private static Secret KeyOf(UploadState state, RemoteHost host) => WandbSettings.FindKey(state.Server, host)
        ?? throw new RemoteException($"There is no key for {state.Server}: set WANDB_API_KEY.", mayPass: false);
}
