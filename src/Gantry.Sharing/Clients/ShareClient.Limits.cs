using System.Diagnostics;

namespace Gantry.Sharing.Clients;

/// <content>How a client ends: of its own accord, or because its time is up.</content>
internal sealed partial class ShareClient
{
    /// <summary>The client has ended its sending.</summary>
    private void OnEnd()
    {
        _hasEnded = true;
        MindPause();
    }

    /// <summary>
    /// It ended its sending, and all of it was acted on. A Telnet client is gone then; a raw one, as netcat with a file,
    /// may still wait for answers.
    /// </summary>
    private void OnAllRead()
    {
        if (Role == ClientRole.Undecided)
            _host.Decide(this, wantsToWatch: false);
        if (Role == ClientRole.Gone)
            return;
        if (_session is not null)
            Close("closed by the client");
        else if (Role == ClientRole.Writer && !_timer.IsSet)
            SetTimer(AnswerTime);
    }

    private void OnTime()
    {
        switch (Role)
        {
            case ClientRole.Gone:
                _socket.Close();
                return;
            case ClientRole.Undecided:
                GiveUpWaiting();
                return;
        }
        if (_socket.Unsent > 0 && IsOver(_socket.LastProgress, _options.WriteLimit))
            Close($"took nothing for {_options.WriteLimit.TotalSeconds:0} s");
        else if (_hasEnded && Role == ClientRole.Writer && !IsBehind && IsOver(_lastActivity, AnswerTime))
            Close("closed by the client");
        else if (IdleLimit is { } limit && IsOver(_lastActivity, limit))
            SendAway($"Nothing was sent or received for {limit.TotalSeconds:0} s: the port is free for others now.");
        else
            WatchLimits();
    }

    /// <summary>It has said too little to be recognised: then it is a raw client that writes.</summary>
    private void GiveUpWaiting()
    {
        if (_isRecognised || _unread.IsEmpty)
        {
            _host.Decide(this, wantsToWatch: false);
            return;
        }
        _isRecognised = true;
        _host.Decide(this, wantsToWatch: false);
        ReadOn();
    }

    private TimeSpan? IdleLimit => Role == ClientRole.Writer ? _options.IdleLimit : null;

    /// <summary>Sets the timer for the first limit that may be passed; activity is looked at when it is due.</summary>
    private void WatchLimits()
    {
        if (Role is ClientRole.Gone or ClientRole.Undecided)
            return;
        TimeSpan? due = null;
        if (_socket.Unsent > 0)
            due = Remaining(_socket.LastProgress, _options.WriteLimit);
        if (IdleLimit is { } limit)
            due = Earlier(due, Remaining(_lastActivity, limit));
        if (_hasEnded && Role == ClientRole.Writer && !IsBehind)
            due = Earlier(due, Remaining(_lastActivity, AnswerTime));
        if (due is { } time)
            SetTimer(time);
    }

    private static TimeSpan Earlier(TimeSpan? one, TimeSpan other) => one < other ? one.Value : other;

    private static TimeSpan Remaining(long since, TimeSpan limit) => limit - Stopwatch.GetElapsedTime(since);

    private static bool IsOver(long since, TimeSpan limit) => Stopwatch.GetElapsedTime(since) >= limit;

    private void SetTimer(TimeSpan time) =>
        _timer.SetAt(Stopwatch.GetTimestamp() + (long)(Math.Max(0, time.TotalSeconds) * Stopwatch.Frequency));
}
