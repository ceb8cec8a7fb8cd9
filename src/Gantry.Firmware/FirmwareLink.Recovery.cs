namespace Gantry.Firmware;

/// <summary>What happens after something was lost or damaged: ask, believe only what agrees, and go on behind that.</summary>
public sealed partial class FirmwareLink
{
    /// <summary>The same line refused so often is not noise.</summary>
    private const int MostRefusals = 30;

    private const int MostRenumberings = 5;

    /// <summary>Silences behind a command that blocks, some three minutes in all, before its <c>ok</c> is taken for lost where no line can follow.</summary>
    private const int MostUndecided = 20;

    /// <summary>Probes without any answer before the owner is told, for the first time and again.</summary>
    private const int SilentEvery = 5;

    /// <summary>Some firmware sends no <c>ok</c> behind a Resend.</summary>
    private static readonly TimeSpan ResendOkLimit = TimeSpan.FromSeconds(0.5);

    private long _errorLastLine = -1;
    private bool _errorPending;
    private long _rewindTo;
    private TimeSpan _rewindAt = TimeSpan.MaxValue;
    private TimeSpan _sentAt;
    private long _refused = -1;
    private int _refusals;
    private int _renumberings;
    private int _oksInTrouble;
    private int _lateOks;
    private int _undecided;
    private int _silencesTold;
    private bool _silent;
    private bool _busyInTrouble;

    private void OnError(in Reply reply)
    {
        // Errors that are none of the protocol are the owner's.
        if (reply.LastLine < 0 && !FirmwareFaults.IsOfLineProtocol(reply.Text))
            return;
        _errorPending = true;
        _errorLastLine = reply.LastLine;
    }

    private void OnResend(long number, TimeSpan now)
    {
        // Replies carry no checksum: the number counts only when the error's own number says the same.
        bool agrees = number > 0 && _errorLastLine == number - 1;
        bool repeated = _rewindAt != TimeSpan.MaxValue && number == _rewindTo;
        _errorPending = false;
        _errorLastLine = -1;
        if (repeated)
            return;
        bool possible = number - 1 >= Confirmed && number <= HighestSent + 1;
        if (agrees && possible && _window.Count <= 1 && _rewindAt == TimeSpan.MaxValue && Phase == LinkPhase.Streaming)
        {
            // One line was in flight, so nothing else can have been hurt: its ok, and the line again.
            NoteError();
            _rewindTo = number;
            _rewindAt = now + ResendOkLimit;
            return;
        }
        BeginTrouble(now);
        _oksInTrouble--;
    }

    private void OnSilence(TimeSpan now)
    {
        _silent = true;
        _busyInTrouble = false;
        _oksInTrouble = 0;
        BeginProbe(Phase == LinkPhase.Renumbering ? LinkPhase.CheckingNumber : LinkPhase.Recovering, now, drain: false);
    }

    private void BeginTrouble(TimeSpan now)
    {
        ForgetTrouble();
        NoteError();
        BeginProbe(Phase == LinkPhase.Renumbering ? LinkPhase.CheckingNumber : LinkPhase.Recovering, now, drain: true);
    }

    private void NoteError()
    {
        if (_quality.OnError() && _window.Size.QueueLines > 1)
            Tell(LinkEventKind.WindowClosed, _quality.Trial);
    }

    private void BeginProbe(LinkPhase phase, TimeSpan now, bool drain)
    {
        Phase = phase;
        _silencesTold = 0;
        _probe.Begin(now, drain, agreeing: 1);
    }

    private void AdvanceProbe(TimeSpan now)
    {
        if (_probe.Advance(now))
        {
            // The empty line in front ends a line that was cut; it is answered by nothing.
            Span<byte> line = stackalloc byte[LineEncoder.Overhead + 8];
            line[0] = (byte)'\n';
            int length = LineEncoder.Encode(_options.ProbeNumber, " M105"u8, line[1..]);
            _output.Append(line[..(length + 1)]);
        }
        if (_probe.Unanswered / SilentEvery > _silencesTold)
        {
            _silencesTold = _probe.Unanswered / SilentEvery;
            Tell(LinkEventKind.Silent, _probe.Unanswered);
        }
        if (_probe.Phase == ProbePhase.Done)
            Answered(_probe.Answer, now);
    }

    private void Answered(long last, TimeSpan now)
    {
        // Firmware that takes no notice of numbers cannot say what it took: all of it, as far as anybody knows.
        if (last < 0 && !TakesNumbers)
            last = Next - 1;
        bool expected = Phase switch
        {
            LinkPhase.Greeting => true,
            LinkPhase.CheckingNumber => last == Next - 1,
            _ => last >= Confirmed && last <= HighestSent,
        };
        if (!expected && !_probe.WasConfirmed)
        {
            // A number that should not be is believed only when it comes twice.
            _probe.Begin(now, drain: true, agreeing: 2);
            return;
        }
        _probe.Stop();
        switch (Phase)
        {
            case LinkPhase.Greeting:
                Greeted(last);
                break;
            case LinkPhase.CheckingNumber:
                Renumbered(expected, last, now);
                break;
            default:
                Recovered(expected, last, now);
                break;
        }
    }

    private void Greeted(long last)
    {
        Phase = LinkPhase.Idle;
        TakesNumbers = last >= 0;
        HighestSent = Acknowledged = Confirmed = Math.Max(last, 0);
        Next = Confirmed + 1;
        if (last < 0)
            Tell(LinkEventKind.GreetedWithoutNumbers);
        else
            Tell(LinkEventKind.Greeted, last);
    }

    private void SendRenumbering(TimeSpan now)
    {
        _renumberings++;
        Phase = LinkPhase.Renumbering;
        _window.TruncateTo(0);
        int length = LineEncoder.Encode(Next - 1, "M110"u8, _output.Free);
        _window.Push(length, now);
        Acknowledged = Next - 2;
        _sentAt = now;
        _silence.Restart(now);
        _output.Commit(Next - 1, length);
    }

    private void Renumbered(bool expected, long last, TimeSpan now)
    {
        ForgetTrouble();
        if (expected)
        {
            _window.TruncateTo(0);
            Acknowledged = Confirmed = Next - 1;
            Phase = LinkPhase.Streaming;
            Tell(LinkEventKind.Renumbered, Confirmed);
        }
        else if (_renumberings < MostRenumberings)
            SendRenumbering(now);
        else
            Stop(LinkEventKind.ForeignNumber, last);
    }

    private void Recovered(bool expected, long last, TimeSpan now)
    {
        bool verifying = Phase == LinkPhase.Verifying;
        if (!expected)
        {
            Stop(last == 0 ? LinkEventKind.FirmwareReset : LinkEventKind.ForeignNumber, last);
            return;
        }
        bool lost = last < Next - 1;
        Confirmed = last;
        Phase = LinkPhase.Streaming;
        Settle(last, now);
        bool backsOff = _silent && !lost && !verifying && !TrySettleSilence(now);
        if (lost)
        {
            NoteError();
            GoBackTo(last + 1);
        }
        if (!backsOff)
            _silence.Restart(now);
        ForgetTrouble();
    }

    /// <summary>Makes the count of acknowledgements fit what the firmware says.</summary>
    private void Settle(long last, TimeSpan now)
    {
        long pending = last - Acknowledged;
        if (pending < 0)
        {
            // Something else was taken for an ok: the firmware never had these lines.
            Acknowledged = last;
            _window.TruncateTo(0);
            return;
        }
        _window.TruncateTo((int)pending);
        _oksInTrouble -= Math.Min(_oksInTrouble, _outOfBand.Count);
        if (_oksInTrouble > pending)
            TellOkUnexpected();
        // The firmware has read all that was sent, so what is not acknowledged sits in its queue, and no more than that.
        long queued = Math.Min(pending - Math.Max(0, _oksInTrouble), _window.Size.QueueLines);
        Acknowledge(last - Math.Max(0, queued), now);
    }

    /// <summary>
    /// Nothing was lost on the way there, so it was the <c>ok</c> that was, unless a command still runs. False when nobody can tell
    /// which: then one more line may follow, whose <c>ok</c> will show it.
    /// </summary>
    private bool TrySettleSilence(TimeSpan now)
    {
        int waiting = _window.Count;
        bool blocked = _lastBlocking > Acknowledged;
        if (waiting == 0 || _busyInTrouble)
            return true;
        if (!_silence.SilenceMeansIdle && blocked && ++_undecided < MostUndecided)
        {
            _silence.BackOff(now);
            _passable = _lastBlocking;
            return false;
        }
        Acknowledge(Acknowledged + waiting, now);
        Statistics.OksLost += waiting;
        _lateOks = waiting;
        Tell(LinkEventKind.OkLost, waiting);
        return true;
    }

    /// <summary>
    /// Whether an <c>ok</c> is one that was given up already: it comes sooner than the line that waits can have crossed the wire.
    /// </summary>
    private bool IsLateOk(TimeSpan now)
    {
        if (_lateOks == 0 || _options.WireBytesPerSecond == 0)
            return false;
        const int shortestLine = 8;
        if (now - _sentAt >= TimeSpan.FromSeconds((double)shortestLine / _options.WireBytesPerSecond))
            return false;
        _lateOks--;
        return true;
    }

    /// <summary>Not every file suits its firmware, so a command that it does not know means something only where lines were cut.</summary>
    private void OnUnknown(ReadOnlySpan<byte> text)
    {
        bool inTrouble = _quality.IsNoisy || Phase == LinkPhase.Recovering;
        int open = text.IndexOf((byte)'"');
        int close = text.LastIndexOf((byte)'"');
        if (inTrouble && open >= 0 && close > open && !_window.Holds(text[(open + 1)..close], Acknowledged + 1))
            Tell(LinkEventKind.TailUnknown, Acknowledged);
    }

    private void CountInTrouble(in Reply reply)
    {
        _busyInTrouble |= reply.Kind == ReplyKind.Busy || reply.IsHeatingWait;
        if (reply.Kind == ReplyKind.Ok)
            _oksInTrouble++;
        else if (reply.Kind == ReplyKind.Resend)
            _oksInTrouble--;
    }

    private void Rewind(long to)
    {
        _rewindAt = TimeSpan.MaxValue;
        if (to - 1 < Acknowledged)
        {
            Acknowledged = to - 1;
            _window.TruncateTo(0);
        }
        else
            _window.TruncateTo((int)(to - 1 - Acknowledged));
        GoBackTo(to);
    }

    private void GoBackTo(long number)
    {
        _refusals = number == _refused ? _refusals + 1 : 1;
        _refused = number;
        if (_refusals > MostRefusals)
        {
            Stop(LinkEventKind.LineRefused, number);
            return;
        }
        _ended = false;
        Next = number;
        Statistics.Resends++;
        Tell(LinkEventKind.Resent, number);
    }

    private void ForgetTrouble()
    {
        _outOfBand.Clear();
        _errorPending = false;
        _errorLastLine = -1;
        _rewindAt = TimeSpan.MaxValue;
        _oksInTrouble = 0;
        _silent = false;
        _busyInTrouble = false;
    }
}
