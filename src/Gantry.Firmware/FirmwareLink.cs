namespace Gantry.Firmware;

/// <summary>
/// The line protocol as a machine without a port and without a clock: it is fed what the firmware sends and the time, and says
/// what to send and when it wants to be called again. It numbers the lines of a stream, keeps as many of them on their way as
/// the firmware holds, and after any trouble asks the firmware what it took, so that every line is executed exactly once.
/// Not thread-safe: it has one owner. It allocates nothing per line.
/// </summary>
public sealed partial class FirmwareLink
{
    private readonly LinkOptions _options;
    private readonly ILinkObserver _observer;
    private readonly ReplyReader _reader = new();
    private readonly LinkQuality _quality = new();
    private readonly EmergencyStop _emergency = new();
    private readonly LineProbe _probe;
    private readonly SendWindow _window;
    private readonly LinkOutput _output;
    private readonly SilenceWatch _silence;
    private readonly byte[] _command = new byte[512];
    private ILineSource? _source;
    private int _queueSeen;

    /// <summary>Makes a link that says nothing until <see cref="Greet"/>.</summary>
    /// <param name="options">What is known of the firmware and the wire.</param>
    /// <param name="observer">The owner.</param>
    /// <param name="statistics">Where to count on, of an earlier link to the same printer; null to count from zero.</param>
    public FirmwareLink(LinkOptions options, ILinkObserver observer, LinkStatistics? statistics = null)
    {
        Statistics = statistics ?? new LinkStatistics();
        _options = options;
        _observer = observer;
        _probe = new LineProbe(options);
        _window = new SendWindow(options.Window);
        _output = new LinkOutput(observer, Statistics);
        _silence = new SilenceWatch(options);
    }

    /// <summary>When <see cref="Advance"/> has something to do although nothing came.</summary>
    public TimeSpan Deadline { get; private set; } = TimeSpan.MaxValue;

    /// <summary>What the link is doing.</summary>
    public LinkPhase Phase { get; private set; } = LinkPhase.Idle;

    /// <summary>The number of the next line to be sent.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>The highest number that was ever sent; what comes above it can still be chosen.</summary>
    public long HighestSent { get; private set; }

    /// <summary>The last line that is acknowledged.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>The last line that the firmware itself named as accepted.</summary>
    public long Confirmed { get; private set; }

    /// <summary>
    /// Whether the firmware checks line numbers, as the greeting showed. One that does not gets them all the same, but cannot be
    /// asked what it took.
    /// </summary>
    public bool TakesNumbers { get; private set; } = true;

    /// <summary>Counts for people.</summary>
    public LinkStatistics Statistics { get; }

    /// <summary>Lines on their way.</summary>
    public int InFlight => _window.Count;

    /// <summary>Whether a command that waits for a heater is on its way.</summary>
    public bool IsHeating => _lastHeating > Acknowledged;

    /// <summary>Whether the last line that was sent waits for everything before it, planned moves included.</summary>
    public bool LastWasBlocking => _lastBlocking == HighestSent;

    /// <summary>Whether the full window is in use.</summary>
    public bool WindowIsOpen => !_quality.IsNoisy;

    /// <summary>The room that the firmware has, as far as it is known.</summary>
    public WindowSize Window => _window.Size;

    /// <summary>
    /// Whether the firmware says <c>busy</c> every second, so that silence means a lost <c>ok</c>. To be set when it took M113 S1.
    /// </summary>
    public bool FirmwareSaysBusy
    {
        get => _silence.FirmwareSaysBusy;
        set => _silence.FirmwareSaysBusy = value;
    }

    /// <summary>
    /// Ends whatever line is half sent and asks for the last accepted one. Ends with <see cref="LinkEventKind.Greeted"/> or
    /// <see cref="LinkEventKind.GreetedWithoutNumbers"/>.
    /// </summary>
    public void Greet(TimeSpan now)
    {
        _reader.Reset();
        _output.DropUnwritten();
        Take(source: null, first: 1);
        BeginProbe(LinkPhase.Greeting, now, drain: true);
        Advance(now);
    }

    /// <summary>Sets the firmware's line number, and then sends the source's lines. Says <see cref="LinkEventKind.Renumbered"/> in between.</summary>
    /// <param name="source">The lines.</param>
    /// <param name="first">The number of its first line, 1 or more.</param>
    /// <param name="now">The time.</param>
    public void Renumber(ILineSource source, long first, TimeSpan now)
    {
        Take(source, first);
        _renumberings = 0;
        SendRenumbering(now);
        Advance(now);
    }

    /// <summary>Goes on with a source where the firmware stands: its last accepted line is the one before the first.</summary>
    public void Continue(ILineSource source, long first, TimeSpan now)
    {
        Take(source, first);
        Phase = LinkPhase.Streaming;
        Advance(now);
    }

    /// <summary>
    /// Sends M112 past everything that waits, and no line after it. It is not numbered, for it must be obeyed whatever was lost
    /// before; where the firmware's queue is full it is obeyed when there is room.
    /// </summary>
    public void StopInEmergency(TimeSpan now)
    {
        Halt();
        _output.DropUnwritten();
        _emergency.Begin(now);
        Advance(now);
    }

    /// <summary>Takes what the firmware sent.</summary>
    public void Receive(ReadOnlySpan<byte> bytes, TimeSpan now)
    {
        while (_reader.TryRead(ref bytes, out ReadOnlySpan<byte> line))
        {
            Reply reply = ReplyParser.Parse(line);
            if (reply.Text.IsEmpty)
                continue;
            _observer.OnReply(reply);
            Handle(reply, now);
        }
        Advance(now);
    }

    /// <summary>What to write to the port now; call <see cref="OutputWritten"/> when that is done. Empty until then.</summary>
    public ReadOnlyMemory<byte> TakeOutput() => _output.Take();

    /// <summary>The output was written, and its memory is free again.</summary>
    public void OutputWritten() => _output.Written();

    /// <summary>Does what is due: time limits first, then as many lines as fit.</summary>
    public void Advance(TimeSpan now)
    {
        AdvanceEmergency(now);
        if (now >= _rewindAt)
            Rewind(_rewindTo);
        if (IsWaitingForOk && now >= _silence.DeadlineWhile(true))
            OnSilence(now);
        AdvanceProbe(now);
        Fill(now);
        Deadline = Earliest(
            Earliest(_probe.Deadline, _rewindAt),
            Earliest(_emergency.Deadline, _silence.DeadlineWhile(IsWaitingForOk))
        );
    }

    private bool IsWaitingForOk => _window.Count > 0 && (Phase is LinkPhase.Streaming or LinkPhase.Renumbering);

    private void Handle(in Reply reply, TimeSpan now)
    {
        _silence.OnReply(reply, heating: IsHeating, now);
        if (reply.Kind == ReplyKind.Error && FirmwareFaults.IsHalt(reply.Text))
        {
            _emergency.Confirm();
            Halt();
            Tell(LinkEventKind.Halted);
            return;
        }
        if (Phase is LinkPhase.Idle or LinkPhase.Halted)
            return;
        if (reply.Kind == ReplyKind.UnknownCommand)
            OnUnknown(reply.Text);
        if (_probe.Phase != ProbePhase.None)
        {
            _probe.OnReply(reply, now);
            CountInTrouble(reply);
            return;
        }
        switch (reply.Kind)
        {
            case ReplyKind.Ok:
                OnOk(reply, now);
                break;
            case ReplyKind.Resend:
                OnResend(reply.Number, now);
                break;
            case ReplyKind.Error:
                OnError(reply);
                break;
            case ReplyKind.Wait when _window.Count > 0:
                // Repetier firmware has nothing left to do, so everything it took is done.
                OnSilence(now);
                break;
            case ReplyKind.Start:
                // Believed only when the line number is gone, too: a print may echo any text.
                BeginTrouble(now);
                break;
        }
    }

    private void OnOk(in Reply reply, TimeSpan now)
    {
        if (_rewindAt != TimeSpan.MaxValue)
        {
            Rewind(_rewindTo);
            return;
        }
        if (_errorPending)
        {
            // An error without its Resend, which was damaged: this ok belongs to that.
            BeginTrouble(now);
            return;
        }
        if (_outOfBand.TryPeek(out long before) && Acknowledged >= before)
        {
            _outOfBand.Dequeue();
            return;
        }
        if (_window.Count == 0)
        {
            TellOkUnexpected();
            return;
        }
        if (IsLateOk(now))
            return;
        Learn(reply);
        if (reply.Number >= 0 && reply.Number <= Acknowledged)
            return;
        bool named = reply.Number > Acknowledged && reply.Number <= Acknowledged + _window.Count;
        Acknowledge(named ? reply.Number : Acknowledged + 1, now);
        if (Phase == LinkPhase.Renumbering)
            BeginProbe(LinkPhase.CheckingNumber, now, drain: false);
    }

    private void Acknowledge(long through, TimeSpan now)
    {
        _lateOks = 0;
        while (Acknowledged < through && _window.Count > 0)
        {
            Acknowledged++;
            _undecided = 0;
            Statistics.OnAcknowledged(now - _window.Pop());
            if (_quality.OnAcknowledged())
                Tell(LinkEventKind.WindowOpened);
        }
    }

    /// <summary>ADVANCED_OK shows the free places of the queue, the acknowledged line's included: BUFSIZE - 1 when it is empty.</summary>
    private void Learn(in Reply reply)
    {
        int queue = reply.QueueFree + 1;
        if (!_options.LearnWindow || IsOneLineOnly || queue <= _window.Size.QueueLines || queue > 64)
            return;
        // Twice the same, for one number may be damaged.
        if (queue == _queueSeen)
            _window.Resize(_window.Size with { QueueLines = queue });
        _queueSeen = queue;
    }

    private void Take(ILineSource? source, long first)
    {
        _source = source;
        Next = first;
        HighestSent = Acknowledged = Confirmed = first - 1;
        _lastBlocking = _lastHeating = _lastAsking = _passable = -1;
        _slowUntil = _stalledUntil = -1;
        _urgentFrom = long.MaxValue;
        _ended = false;
        _window.TruncateTo(0);
        ForgetTrouble();
    }

    private void AdvanceEmergency(TimeSpan now)
    {
        (bool send, bool gaveUp) = _emergency.Advance(now);
        if (send)
            _output.Append(EmergencyStop.Line);
        if (gaveUp)
            Tell(LinkEventKind.EmergencyUnanswered);
    }

    private void Halt() => Rest(LinkPhase.Halted);

    private void Stop(LinkEventKind kind, long number)
    {
        Rest(LinkPhase.Idle);
        Tell(kind, number);
    }

    private void Rest(LinkPhase phase)
    {
        Phase = phase;
        _probe.Stop();
        _window.TruncateTo(0);
        ForgetTrouble();
    }

    private void Tell(LinkEventKind kind, long number = -1) => _observer.OnLink(new LinkEvent(kind, number));

    private void TellOkUnexpected()
    {
        Statistics.OksUnexpected++;
        Tell(LinkEventKind.OkUnexpected);
    }

    private static TimeSpan Earliest(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
