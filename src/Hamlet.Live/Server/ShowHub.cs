using System.Diagnostics;
using System.Net.WebSockets;
using Hamlet.Live.Metrics;
using Hamlet.Live.Protocol;
using Hamlet.Live.Watching;

namespace Hamlet.Live.Server;

/// <summary>Tells all visitors of a show what happens, and the show what they ask for.</summary>
internal sealed class ShowHub : IAsyncDisposable
{
    private const int MostVisitors = 256;
    private const int MostMessageBytes = 16 * 1024;

    private static readonly TimeSpan s_metricsEvery = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan s_statusEvery = TimeSpan.FromSeconds(1);

    // How long one who is told goodbye has to answer; and how long a connection that was broken off has to notice it.
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(1);

    private readonly IShow _show;
    private readonly ShowTitle _title;
    private readonly LiveCurves _curves;
    private readonly Lock _lock = new();
    private readonly List<Visitor> _visitors = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeSpan _frameEvery;
    private readonly Task _loop;
    private Stage? _told;
    private volatile Glance? _glance;
    private byte[]?[] _latest = [];
    private long _shownStep = -1;
    private long _rateStep;
    private long _rateTime = Stopwatch.GetTimestamp();
    private double _rate;
    private volatile bool _statusDue;

    /// <summary>Begins.</summary>
    public ShowHub(IShow show, ShowTitle title, LiveCurves curves, int framesPerSecond)
    {
        (_show, _title, _curves) = (show, title, curves);
        _frameEvery = TimeSpan.FromSeconds(1d / framesPerSecond);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>How many are there.</summary>
    public int Visitors
    {
        get
        {
            lock (_lock)
            {
                return _visitors.Count;
            }
        }
    }

    /// <summary>Serves one visitor until it leaves or is dropped.</summary>
    public async Task ServeAsync(WebSocket socket)
    {
        using var visitor = new Visitor(socket);
        lock (_lock)
        {
            if (_visitors.Count >= MostVisitors || _stop.IsCancellationRequested)
            {
                visitor.Drop();
                return;
            }

            Greet(visitor);
            _visitors.Add(visitor);
        }

        Task talk = Task.WhenAll(visitor.PumpAsync(), ListenAsync(visitor));
        bool parted = false;
        try
        {
            await visitor.Parting.ConfigureAwait(false);
            parted = await Ending.WithinAsync(talk, s_goodbye).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            // It left, or was dropped.
        }
        finally
        {
            lock (_lock)
            {
                _visitors.Remove(visitor);
            }

            visitor.Drop();
            if (!parted)
            {
                socket.Abort();
                await Ending.WithinAsync(talk.ContinueWith(static _ => { }, TaskScheduler.Default), s_goodbye).ConfigureAwait(false);
            }

            visitor.Leave();
        }
    }

    /// <summary>Tells the last, and lets everybody go: who does not read on is left behind after a moment.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        Visitor[] visitors;
        lock (_lock)
        {
            visitors = [.. _visitors];
        }

        foreach (Visitor visitor in visitors)
        {
            visitor.Finish();
        }

        Task left = Task.WhenAll(visitors.Select(static v => v.Left));
        if (!await Ending.WithinAsync(left, 2 * s_goodbye).ConfigureAwait(false))
        {
            foreach (Visitor visitor in visitors)
            {
                visitor.Drop();
            }

            await Ending.WithinAsync(left, 2 * s_goodbye).ConfigureAwait(false);
        }

        _stop.Dispose();
    }

    private void Greet(Visitor visitor)
    {
        visitor.Send(ShowMessages.Connected(_show, _title, _glance));
        visitor.Send(ShowMessages.History(_curves));
        visitor.Send(ShowMessages.Status(_show, _glance, _rate, _visitors.Count + 1));
        if (_latest.Length > 0 && _latest[0] is { } frame)
        {
            visitor.Send(frame);
        }
    }

    private async Task ListenAsync(Visitor visitor)
    {
        byte[] buffer = new byte[MostMessageBytes];
        try
        {
            bool more = true;
            // After our goodbye, theirs is still to come.
            while (more && visitor.Socket.State is (WebSocketState.Open or WebSocketState.CloseSent))
            {
                more = await HearAsync(visitor, buffer).ConfigureAwait(false);
            }
        }
        finally
        {
            visitor.Part();
        }
    }

    // False for a goodbye.
    private async Task<bool> HearAsync(Visitor visitor, byte[] buffer)
    {
        int length = 0;
        ValueWebSocketReceiveResult received;
        do
        {
            // What is too long is read to its end and thrown away.
            int room = Math.Min(length, MostMessageBytes - 1);
            received = await visitor.Socket.ReceiveAsync(buffer.AsMemory(room), visitor.Gone).ConfigureAwait(false);
            length += received.Count;
        }
        while (!received.EndOfMessage);

        if (received.MessageType == WebSocketMessageType.Close)
        {
            visitor.Finish();
            return false;
        }

        Answer(visitor, received.MessageType, buffer, length);
        return true;
    }

    private void Answer(Visitor visitor, WebSocketMessageType type, byte[] buffer, int length)
    {
        string? problem = null;
        if (type != WebSocketMessageType.Text)
        {
            problem = "messages are texts";
        }
        else if (length >= MostMessageBytes)
        {
            problem = $"a message has at most {MostMessageBytes} bytes";
        }
        else if (CommandReader.Read(buffer.AsMemory(0, length), out problem) is { } command)
        {
            problem = Do(visitor, command);
        }

        if (problem is not null)
        {
            visitor.Send(ShowMessages.Error(problem));
        }
    }

    private string? Do(Visitor visitor, ShowCommand command)
    {
        if (command.Name == "watch")
        {
            int agent = _show.Stage is { } stage ? Array.FindIndex(stage.Actors, a => a.Id == command.Agent) : -1;
            if (agent < 0)
            {
                return $"there is no agent '{(command.Agent.Length <= 40 ? command.Agent : command.Agent[..40])}'";
            }

            visitor.Agent = agent;
            return null;
        }

        string? problem = command.Name == "status" ? null : _show.Do(command);
        if (problem is null)
        {
            // The others are told with the next frame, however often this one says something.
            visitor.Send(ShowMessages.Status(_show, _glance, _rate, Visitors));
            _statusDue |= command.Name != "status";
        }

        return problem;
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(_frameEvery);
        long metrics = 0;
        long status = 0;
        string told = "";
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                if (Visitors > 0)
                {
                    ShowFrame();
                    if (Stopwatch.GetElapsedTime(metrics) >= s_metricsEvery && ShowMessages.NewValues(_curves) is { Count: > 0 } values)
                    {
                        metrics = Stopwatch.GetTimestamp();
                        Send(values);
                    }

                    if (_statusDue || _show.Status != told || Stopwatch.GetElapsedTime(status) >= s_statusEvery)
                    {
                        _statusDue = false;
                        told = _show.Status;
                        status = Stopwatch.GetTimestamp();
                        Send(ShowMessages.Status(_show, _glance, _rate, Visitors));
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            ShowFrame();
            Send([.. ShowMessages.NewValues(_curves), ShowMessages.End(_show, _glance)]);
        }
    }

    private void ShowFrame()
    {
        if (_show.Stage is not { } stage)
        {
            return;
        }

        if (_told != stage)
        {
            _told = stage;
            _latest = new byte[stage.Actors.Length][];
            Send(ShowMessages.Connected(_show, _title, _glance));
        }

        TellEnded(stage);
        if (stage.IsFilled)
        {
            if (stage.Frame.Step != _shownStep)
            {
                MeasureRate(stage.Frame.Step);
                _shownStep = stage.Frame.Step;
                _glance = Glance.Of(stage.Frame);
                _latest = new byte[stage.Actors.Length][];
                _latest[0] = StateMessage.Of(stage, 0);
            }

            SendFrame(stage);
        }

        stage.Ask();
    }

    private void SendFrame(Stage stage)
    {
        lock (_lock)
        {
            foreach (Visitor visitor in _visitors)
            {
                byte[] message = _latest[visitor.Agent] ??= StateMessage.Of(stage, visitor.Agent);
                if (visitor.LastFrame != message)
                {
                    visitor.LastFrame = message;
                    visitor.Send(message);
                }
            }
        }
    }

    private void MeasureRate(long step)
    {
        double seconds = Stopwatch.GetElapsedTime(_rateTime).TotalSeconds;
        if (seconds >= 1 || step < _rateStep)
        {
            _rate = Math.Max(0, (step - _rateStep) / seconds);
            (_rateStep, _rateTime) = (step, Stopwatch.GetTimestamp());
        }
    }

    private void TellEnded(Stage stage)
    {
        // Short episodes are many, and no one reads hundreds a second: of each agent the newest is told.
        var newest = new EndedEpisode?[stage.Actors.Length];
        while (stage.Ended.TryTake(out EndedEpisode episode))
        {
            newest[episode.Agent] = episode;
        }

        foreach (EndedEpisode episode in newest.OfType<EndedEpisode>())
        {
            string agent = stage.Actors[episode.Agent].Id;
            // What is played after learning is the whole world, whatever stage the training was at.
            double? curriculum = _show.Mode == "training" ? _curves.Newest(agent, "Curriculum/Stage") : null;
            byte[] end = ShowMessages.EpisodeEnd(stage, in episode, curriculum);
            byte[] start = ShowMessages.EpisodeStart(agent, in episode, _title, curriculum);
            lock (_lock)
            {
                foreach (Visitor visitor in _visitors.Where(visitor => visitor.Agent == episode.Agent))
                {
                    visitor.Send(end);
                    visitor.Send(start);
                }
            }
        }
    }

    private void Send(params IReadOnlyList<byte[]> messages)
    {
        lock (_lock)
        {
            foreach (Visitor visitor in _visitors)
            {
                visitor.Send(messages);
            }
        }
    }
}
