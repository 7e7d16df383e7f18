namespace Hamlet.Outputs.Remote;

/// <summary>
/// Sends what lies on disk, on a thread of its own. What may pass is waited out, for hours if need be, with delays that double; what may
/// not ends the sending and no more: all of it stays on disk. Nobody waits for the thread but the end of the run, and that no longer
/// than a bound.
/// </summary>
internal sealed class Uploader : IDisposable
{
    private readonly IUpload _upload;
    private readonly UploadRule _rule;
    private readonly AutoResetEvent _wake = new(false);
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private volatile bool _ending;
    private volatile Exception? _trouble;
    private volatile bool _gaveUp;
    private bool _told;

    /// <summary>Starts the thread.</summary>
    public Uploader(IUpload upload, UploadRule rule)
    {
        _upload = upload;
        _rule = rule;
        _thread = new Thread(Run) { IsBackground = true, Name = "Hamlet upload" };
        _thread.Start();
    }

    /// <summary>Says once, as an exception, that sending has ended for good while the run goes on. Nothing is lost by that.</summary>
    /// <exception cref="RemoteException">It has.</exception>
    public void TellTrouble()
    {
        if (_gaveUp && !_told)
        {
            _told = true;
            throw new RemoteException($"{_trouble!.Message} What is logged stays on disk.", mayPass: true);
        }
    }

    /// <summary>
    /// Everything is on disk: sends it, within the bound of the rule, and ends.
    /// </summary>
    /// <returns>Null if all is sent, else what is not and why, in words.</returns>
    public string? End()
    {
        _ending = true;
        _wake.Set();
        if (!_thread.Join(_rule.EndBound))
        {
            _stop.Cancel();
            _thread.Join(_rule.RequestTimeout);
        }

        string left = _upload.Left();
        return left.Length == 0 ? null : $"{left} not sent to {_upload.Server}: {_trouble?.Message ?? "there was no time for more."}";
    }

    /// <summary>Stops at once, wherever it stands.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _wake.Set();
        _thread.Join();
        _upload.Dispose();
        _wake.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        int failures = 0;
        while (!_stop.IsCancellationRequested)
        {
            // Read before: what was written before it was set is then seen.
            bool ending = _ending;
            TimeSpan pause = _rule.Interval;
            try
            {
                bool more = _upload.Send(_stop.Token);
                (failures, _trouble) = (0, null);
                if (more)
                {
                    continue;
                }

                if (ending)
                {
                    return;
                }
            }
            catch (RemoteException e) when (e.MayPass)
            {
                _trouble = e;
                pause = _rule.Delay(++failures, e.RetryAfter);

                // A last attempt or two belong into the time that the end waits.
                pause = ending && pause > _rule.EndBound / 4 ? _rule.EndBound / 4 : pause;
            }
            catch (Exception e)
            {
                _trouble = e;
                _gaveUp = true;
                return;
            }

            _wake.WaitOne(pause);
        }
    }
}
