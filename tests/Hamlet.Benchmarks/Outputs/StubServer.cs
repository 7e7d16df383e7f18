using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hamlet.Benchmarks.Outputs;

/// <summary>Answers as W&amp;B and MLflow do, at once, and keeps nothing.</summary>
internal sealed class StubServer : IDisposable
{
    private readonly HttpListener _listener = new();

    /// <summary>Listens on this machine's loopback.</summary>
    public StubServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        new Thread(Serve) { IsBackground = true }.Start();
    }

    /// <summary>Where.</summary>
    public string Address { get; }

    /// <summary>How many bytes came.</summary>
    public long Bytes { get; private set; }

    public void Dispose() => _listener.Close();

    private void Serve()
    {
        var body = new MemoryStream();
        try
        {
            while (true)
            {
                HttpListenerContext context = _listener.GetContext();
                body.SetLength(0);
                context.Request.InputStream.CopyTo(body);
                Bytes += body.Length;
                byte[] answer = Encoding.UTF8.GetBytes(Answer(context.Request.Url!.AbsolutePath, body));
                context.Response.OutputStream.Write(answer);
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Closed: the benchmark is over.
        }
    }

    private string Answer(string path, MemoryStream body)
    {
        if (path.EndsWith("/graphql", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetString(body.ToArray()).Contains("createRunFiles", StringComparison.Ordinal)
                ? """{"data":{"createRunFiles":{"runID":"x","uploadHeaders":[],"files":[]}}}"""
                : """{"data":{"upsertBucket":{"bucket":{"name":"r","historyLineCount":0,"project":{"name":"p","entity":{"name":"e"}}}}}}""";
        }

        return path[(path.LastIndexOf('/') + 1)..] switch
        {
            "get-by-name" => """{"experiment":{"experiment_id":"1"}}""",
            "create" => """{"run":{"info":{"run_id":"r","artifact_uri":"mlflow-artifacts:/1/r/artifacts"}}}""",
            _ => "{}",
        };
    }
}
