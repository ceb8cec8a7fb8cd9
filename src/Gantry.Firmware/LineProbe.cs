namespace Gantry.Firmware;

/// <summary>
/// Asks the firmware for its last accepted line, without changing anything: a line with an impossible number is refused, and
/// the refusal says <c>Last Line: X</c>. Proven on four versions of Marlin (see docs/printing.md). First the answers to what was
/// sent before must have run dry, for an error makes the firmware discard its receive buffer, and the probe with it.
/// </summary>
internal sealed class LineProbe(LinkOptions options)
{
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromSeconds(1);

    private TimeSpan _shortestTrip = LongestQuiet;
    private TimeSpan _sentAt;
    private long _lastLine = -1;
    private long _candidate = -1;
    private long _previous = -1;
    private int _plainAnswers;
    private int _wanted;
    private bool _answered;

    /// <summary>Where it is.</summary>
    public ProbePhase Phase { get; private set; } = ProbePhase.None;

    /// <summary>When <see cref="Advance"/> has something to do.</summary>
    public TimeSpan Deadline { get; private set; } = TimeSpan.MaxValue;

    /// <summary>Probes sent without an answer so far.</summary>
    public int Unanswered { get; private set; }

    /// <summary>The last accepted line, once <see cref="ProbePhase.Done"/>; -1 when the firmware does not number lines.</summary>
    public long Answer => _candidate;

    /// <summary>
    /// How long the firmware must be quiet: not less than what is still under way takes to come, which behind a slow network is
    /// more than <see cref="LinkOptions.Quiet"/>. Learnt from the quickest answer to a probe.
    /// </summary>
    public TimeSpan Quiet =>
        _shortestTrip == LongestQuiet || 1.5 * _shortestTrip < options.Quiet ? options.Quiet : 1.5 * _shortestTrip;

    /// <summary>Whether the answer came twice.</summary>
    public bool WasConfirmed => _wanted > 1;

    /// <summary>Begins. With <paramref name="drain"/> it first waits until the firmware is quiet.</summary>
    /// <param name="now">The time.</param>
    /// <param name="drain">Whether something may still be on its way.</param>
    /// <param name="agreeing">How many equal answers are needed: one, or two where replies may be damaged.</param>
    public void Begin(TimeSpan now, bool drain, int agreeing)
    {
        Phase = ProbePhase.Draining;
        Deadline = drain ? now + Quiet : now;
        Unanswered = 0;
        _wanted = agreeing;
        _previous = -1;
        _plainAnswers = 0;
        Forget();
    }

    /// <summary>Gives up.</summary>
    public void Stop()
    {
        Phase = ProbePhase.None;
        Deadline = TimeSpan.MaxValue;
    }

    /// <summary>Takes a line from the firmware.</summary>
    public void OnReply(in Reply reply, TimeSpan now)
    {
        switch (Phase)
        {
            case ProbePhase.Draining:
                Deadline = now + Quiet;
                break;
            case ProbePhase.Waiting or ProbePhase.Settling:
                Answered(reply, now);
                break;
        }
    }

    /// <summary>Does what is due; true when a probe is to be sent now.</summary>
    public bool Advance(TimeSpan now)
    {
        if (now < Deadline)
            return false;
        switch (Phase)
        {
            case ProbePhase.Draining:
                return Send(now);
            case ProbePhase.Waiting:
                Unanswered++;
                return Send(now);
            case ProbePhase.Settling when !IsSettled():
                return Send(now);
            case ProbePhase.Settling:
                Phase = ProbePhase.Done;
                Deadline = TimeSpan.MaxValue;
                return false;
            default:
                return false;
        }
    }

    private void Answered(in Reply reply, TimeSpan now)
    {
        switch (reply.Kind)
        {
            case ReplyKind.Start:
                // It boots: whatever was asked before is forgotten there. Ask again when it has said its piece.
                Phase = ProbePhase.Draining;
                Deadline = now + (4 * Quiet);
                Forget();
                return;
            case ReplyKind.Busy:
            case ReplyKind.Temperatures when reply.IsHeatingWait:
                // The probe waits behind a command that runs on.
                Unanswered = 0;
                Deadline = Later(now + options.ProbeLimit);
                return;
            case ReplyKind.Error:
                _lastLine = reply.LastLine;
                break;
            case ReplyKind.Resend:
                LearnTrip(now);
                Unanswered = 0;
                _answered = true;
                // The two numbers check each other: replies have no checksum.
                _candidate =
                    _lastLine == Reply.BelowZero && reply.Number <= 0 ? 0
                    : reply.Number >= 0 && _lastLine == reply.Number - 1 ? _lastLine
                    : -1;
                _lastLine = -1;
                Settle(now);
                return;
            case ReplyKind.Ok when reply.HasTemperatures && !_answered:
                _plainAnswers++;
                Settle(now);
                return;
        }
        if (Phase == ProbePhase.Settling)
            Deadline = now + Quiet;
    }

    private void Settle(TimeSpan now)
    {
        Phase = ProbePhase.Settling;
        Deadline = now + Quiet;
    }

    private bool IsSettled()
    {
        if (!_answered)
        {
            // An ok with temperatures may be the answer to an M105 of before; twice it means that the number was ignored.
            _candidate = -1;
            return _plainAnswers >= 2;
        }
        if (_candidate < 0)
            return false;
        bool settled = _wanted <= 1 || _candidate == _previous;
        _previous = _candidate;
        return settled;
    }

    private bool Send(TimeSpan now)
    {
        Phase = ProbePhase.Waiting;
        _sentAt = now;
        Deadline = now + (options.ProbeLimit * Math.Min(1 << Math.Min(Unanswered / 3, 4), 10));
        Forget();
        return true;
    }

    private void LearnTrip(TimeSpan now)
    {
        if (Phase == ProbePhase.Waiting && Unanswered == 0 && now - _sentAt < _shortestTrip)
            _shortestTrip = now - _sentAt;
    }

    private void Forget()
    {
        _lastLine = -1;
        _candidate = -1;
        _answered = false;
    }

    private TimeSpan Later(TimeSpan time) => time > Deadline ? time : Deadline;
}
