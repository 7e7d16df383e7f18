using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hamlet.Tests.Outputs.Remote;

/// <summary>
/// A server on this machine's loopback that a test can make slow, rude or deaf. What it finds wrong with a request is kept, and fails the
/// test.
/// </summary>
internal abstract class LoopbackServer : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<Fault> _faults = new();
    private readonly List<string> _complaints = [];
    private HttpListener? _listener;

    protected LoopbackServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        Start();
    }

    /// <summary>What the server does instead of its work, or beside it.</summary>
    public enum Fault
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>Answers 500 and does nothing.</summary>
        InternalError,

        /// <summary>Answers 429 and does nothing.</summary>
        TooMany,

        /// <summary>Answers 200 with a page.</summary>
        Garbage,

        /// <summary>Does its work, and closes the connection without a word.</summary>
        DropAfter,

        /// <summary>Does its work, and answers 502.</summary>
        BadGatewayAfter,

        /// <summary>Does its work, after a while.</summary>
        Delay,

        /// <summary>Answers 401 with what it was sent to prove who sends.</summary>
        Unauthorized,
    }

    public string Address { get; }

    /// <summary>How many requests came.</summary>
    public int Requests { get; private set; }

    /// <summary>What was wrong with the requests.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (_lock)
            {
                return [.. _complaints];
            }
        }
    }

    /// <summary>Fails the next requests, one each.</summary>
    public void FailNext(params Fault[] faults)
    {
        lock (_lock)
        {
            Array.ForEach(faults, _faults.Enqueue);
        }
    }

    /// <summary>Fails no more.</summary>
    public void ClearFaults()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>Stops listening: who comes is refused.</summary>
    public void Stop()
    {
        HttpListener? listener = Interlocked.Exchange(ref _listener, null);
        listener?.Close();
    }

    /// <summary>Listens again.</summary>
    public void Start()
    {
        var listener = new HttpListener();
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        _listener = listener;
        new Thread(() => Serve(listener)) { IsBackground = true, Name = "loopback" }.Start();
    }

    public void Dispose() => Stop();

    /// <summary>Asks of the server's data, without a request in between.</summary>
    public T Look<T>(Func<T> what)
    {
        lock (_lock)
        {
            return what();
        }
    }

    /// <summary>Does a request's work. Whatever it throws is a complaint and a 400.</summary>
    protected abstract (int Status, string Json) Handle(HttpListenerRequest request, byte[] body);

    protected static void Require(bool holds, string complaint)
    {
        if (!holds)
        {
            throw new InvalidOperationException(complaint);
        }
    }

    private static void Answer(HttpListenerContext context, int status, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = text.StartsWith('<') ? "text/html" : "application/json";
        if (status == 429)
        {
            context.Response.Headers["Retry-After"] = "0";
        }

        context.Response.OutputStream.Write(bytes);
        context.Response.Close();
    }

    private void Serve(HttpListener listener)
    {
        while (true)
        {
            try
            {
                One(listener.GetContext());
            }
            catch (Exception) when (!listener.IsListening)
            {
                return;
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The client went away; the next one comes.
            }
        }
    }

    private void One(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        context.Request.InputStream.CopyTo(body);
        Fault fault;
        (int Status, string Json) answer = (0, "");
        lock (_lock)
        {
            Requests++;
            fault = _faults.TryDequeue(out Fault next) ? next : Fault.None;
            if (fault is Fault.None or Fault.DropAfter or Fault.BadGatewayAfter or Fault.Delay)
            {
                try
                {
                    answer = Handle(context.Request, body.ToArray());
                }
                catch (Exception e)
                {
                    _complaints.Add($"{context.Request.RawUrl}: {e.Message}");
                    answer = (400, "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"refused\"}");
                }
            }
        }

        switch (fault)
        {
            case Fault.InternalError:
                Answer(context, 500, "{}");
                break;
            case Fault.TooMany:
                Answer(context, 429, "{}");
                break;
            case Fault.Garbage:
                Answer(context, 200, "<html>log in</html>");
                break;
            case Fault.BadGatewayAfter:
                Answer(context, 502, "bad gateway");
                break;
            case Fault.Unauthorized:
                string shown = context.Request.Headers["Authorization"] ?? "";
                string plain = Encoding.UTF8.GetString(Convert.FromBase64String(shown[(shown.IndexOf(' ') + 1)..]));
                Answer(context, 401, $"{{\"message\":\"not {plain[(plain.IndexOf(':') + 1)..]}\"}}");
                break;
            case Fault.DropAfter:
                context.Response.Abort();
                break;
            case Fault.Delay:
                Thread.Sleep(50);
                Answer(context, answer.Status, answer.Json);
                break;
            default:
                Answer(context, answer.Status, answer.Json);
                break;
        }
    }
}
