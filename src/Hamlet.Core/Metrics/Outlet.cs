namespace Hamlet.Metrics;

/// <summary>
/// One output and the rule for its failures. One that may pass: the records from there on are kept, and written in their order when an
/// attempt succeeds. Any other, or one attempt too many: the output is closed, and what comes is counted as lost. Only the writer thread
/// calls it, but for <see cref="Failure"/> and <see cref="Abandon"/>.
/// </summary>
internal sealed class Outlet(NamedSink named, MetricLogOptions options)
{
    private readonly Lock _lock = new();
    private readonly SinkRetryOptions _rule = options.Retries;
    private readonly KeptRecords _kept = new(options.Retries.KeptBytes);
    private Exception? _reason;
    private SinkOutcome _outcome;
    private int _attempts;
    private long _failedAt;
    private long _lost;
    private bool _told;

    /// <summary>The output's name.</summary>
    public string Name => named.Name;

    /// <summary>The output.</summary>
    public IMetricSink Sink => named.Sink;

    /// <summary>Whether it takes records at once.</summary>
    public bool Works { get; private set; } = true;

    /// <summary>Whether records are kept for another attempt.</summary>
    public bool Waits { get; private set; }

    /// <summary>How it failed, or null if it never did.</summary>
    public SinkFailure? Failure
    {
        get
        {
            lock (_lock)
            {
                return _reason is null ? null : new SinkFailure(Name, _reason, _outcome, _lost);
            }
        }
    }

    /// <summary>Hands it a record, keeps that, or counts it as lost.</summary>
    public void Write(in MetricEntry entry)
    {
        if (Works)
        {
            try
            {
                Sink.Write(in entry);
                return;
            }
            catch (Exception reason)
            {
                Fail(reason, countAttempt: true);
            }
        }

        if (!Waits || !_kept.TryAdd(in entry))
        {
            lock (_lock)
            {
                _lost++;
            }
        }
    }

    /// <summary>Does something with an output that works; what it throws is a failure of its kind.</summary>
    public void Do(Action<IMetricSink> action)
    {
        if (Works)
        {
            try
            {
                action(Sink);
            }
            catch (Exception reason)
            {
                Fail(reason, countAttempt: true);
            }
        }
    }

    /// <summary>Tries again if it is time.</summary>
    public void TryAgainIfDue()
    {
        double factor = Math.Pow(2, Math.Min(30, _attempts - 1));
        TimeSpan delay = TimeSpan.FromTicks((long)Math.Min(_rule.LongestDelay.Ticks, _rule.FirstDelay.Ticks * factor));
        if (Waits && options.Time.GetElapsedTime(_failedAt) >= delay)
        {
            TryAgain(countAttempt: true);
        }
    }

    /// <summary>Tries to write what was kept. Nothing happens unless it waits.</summary>
    public void TryAgain(bool countAttempt)
    {
        if (!Waits)
        {
            return;
        }

        try
        {
            // First what the output itself had gathered: an attempt that fails here has not made that any more.
            Sink.Flush();
            while (_kept.TryPeek(out MetricEntry entry))
            {
                Sink.Write(in entry);
                _kept.Remove();
            }

            Sink.Flush();
        }
        catch (Exception reason)
        {
            Fail(reason, countAttempt);
            return;
        }

        _attempts = 0;
        (Works, Waits) = (true, false);
        Settle(SinkOutcome.Recovered, reason: null, TakeLost());
    }

    /// <summary>Closes the output, whatever state it is in. What is still kept is lost.</summary>
    public void Close()
    {
        if (Waits)
        {
            Detach(_reason!);
        }

        try
        {
            Sink.Dispose();
        }
        catch (Exception reason)
        {
            Detach(reason);
        }
    }

    /// <summary>Gives the output up.</summary>
    public void Detach(Exception reason)
    {
        lock (_lock)
        {
            _lost += _kept.Count;
        }

        _kept.Clear();
        (Works, Waits) = (false, false);
        Settle(SinkOutcome.Closed, reason, TakeLost());
    }

    /// <summary>Notes that the writer thread hangs in this output. Called by the thread that gave up waiting for it.</summary>
    public void Abandon(Exception reason) => Settle(SinkOutcome.Closed, reason, lost: 0);

    private void Fail(Exception reason, bool countAttempt)
    {
        _failedAt = options.Time.GetTimestamp();
        _attempts += countAttempt ? 1 : 0;
        if (MayPass(reason) && _attempts <= _rule.Attempts)
        {
            (Works, Waits) = (false, true);
            Settle(SinkOutcome.Retrying, reason, TakeLost());
        }
        else
        {
            Detach(reason);
        }
    }

    private bool MayPass(Exception reason)
    {
        try
        {
            return Sink.MayPass(reason);
        }
        catch (Exception)
        {
            return false; // An output that cannot even say so is closed for its first reason.
        }
    }

    // Asked of an output that has just failed: what it throws now ends no thread.
    private long TakeLost()
    {
        try
        {
            return Sink.TakeLost();
        }
        catch (Exception)
        {
            return 0;
        }
    }

    /// <summary>Notes the outcome, and tells of the failure if it is the first.</summary>
    private void Settle(SinkOutcome outcome, Exception? reason, long lost)
    {
        bool tell;
        lock (_lock)
        {
            _outcome = outcome;
            _lost += lost;
            _reason = outcome == SinkOutcome.Closed ? reason : _reason ?? reason;
            tell = !_told;
            _told = true;
        }

        if (tell)
        {
            try
            {
                options.OnSinkFailed?.Invoke(Failure!);
            }
            catch (Exception)
            {
                // Who is told of failures must not add one: the failure itself stands in the list.
            }
        }
    }
}
