using System.Net.Http.Headers;
using System.Text;
using Hamlet.Outputs.Remote;

namespace Hamlet.Outputs.MLflow;

/// <summary>Who a server is to let in, from the environment.</summary>
internal static class MlflowAccess
{
    /// <summary>Makes the client of a server.</summary>
    public static RemoteClient Client(RemoteHost host)
    {
        bool insecure = host.Get("MLFLOW_TRACKING_INSECURE_TLS") is "true" or "1";
        TimeSpan timeout = int.TryParse(host.Get("MLFLOW_HTTP_REQUEST_TIMEOUT"), out int seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : host.Uploads.RequestTimeout;
        if (host.Get("MLFLOW_TRACKING_USERNAME") is { } user)
        {
            string password = host.Get("MLFLOW_TRACKING_PASSWORD") ?? "";
            string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
            return new RemoteClient(new AuthenticationHeaderValue("Basic", basic), new Secret(password), timeout, insecure);
        }

        string? token = host.Get("MLFLOW_TRACKING_TOKEN");
        return token is null
            ? new RemoteClient(null, null, timeout, insecure)
            : new RemoteClient(new AuthenticationHeaderValue("Bearer", token), new Secret(token), timeout, insecure);
    }
}
