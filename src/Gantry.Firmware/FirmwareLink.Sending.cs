namespace Gantry.Firmware;

/// <summary>What is sent, and how much of it at once.</summary>
public sealed partial class FirmwareLink
{
    /// <summary>Moves that Marlin's planner holds (BLOCK_BUFFER_SIZE of boards with little memory).</summary>
    private const int PlannerBlocks = 16;

    /// <summary>At one line in this time three lines on their way are plenty, also behind a slow network.</summary>
    private static readonly TimeSpan SlowMove = TimeSpan.FromMilliseconds(100);

    /// <summary>So long a move holds up what waits behind it for longer than a quick stop (M410) takes, which is 2 s.</summary>
    private static readonly TimeSpan StallingMove = TimeSpan.FromMilliseconds(700);

    private readonly Queue<long> _outOfBand = new();
    private long _lastBlocking = -1;
    private long _lastHeating = -1;
    private long _passable = -1;
    private long _lastAsking = -1;
    private long _slowUntil = -1;
    private long _stalledUntil = -1;
    private long _urgentFrom = long.MaxValue;
    private long _urgentThrough;
    private bool _ended;

    /// <summary>
    /// Says that the lines of these numbers are urgent: they may fill the room that is otherwise kept free. Ends with the stream.
    /// </summary>
    public void Hurry(long first, long last) => (_urgentFrom, _urgentThrough) = (first, last);

    /// <summary>
    /// Whether moves are under way that take so long that what is sent now waits for more than two seconds: only a quick stop
    /// (M410) is sooner.
    /// </summary>
    public bool IsStalled => _stalledUntil > Acknowledged;

    /// <summary>Whether the firmware's queue has room for a command that passes by those that wait.</summary>
    public bool MayInterject => _window.Count + _outOfBand.Count < Math.Max(2, _window.Size.QueueLines);

    /// <summary>
    /// Says of the line that is just being sent how long its move takes. Behind slow moves one place in the firmware's queue
    /// stays free, as behind a blocking command, so that what is urgent is taken at once.
    /// </summary>
    public void NoteMove(TimeSpan duration)
    {
        if (duration >= SlowMove)
            _slowUntil = Next + PlannerBlocks;
        if (duration >= StallingMove)
            _stalledUntil = Next + PlannerBlocks;
    }

    /// <summary>
    /// Sends a command past everything that waits, without a number: for what must reach a firmware that is blocked by a command
    /// (M108, M410, M876). Marlin obeys such a command on reception only when it is not numbered.
    /// </summary>
    public void SendOutOfBand(ReadOnlySpan<byte> command)
    {
        Span<byte> line = stackalloc byte[LineEncoder.MarlinLineLimit + 2];
        line[0] = (byte)'\n';
        command = command[..Math.Min(command.Length, LineEncoder.MarlinLineLimit)];
        command.CopyTo(line[1..]);
        line[command.Length + 1] = (byte)'\n';
        _output.Append(line[..(command.Length + 2)]);
        // Its ok comes when those of all lines before it have come.
        _outOfBand.Enqueue(Next - 1);
    }

    private void Fill(TimeSpan now)
    {
        while (
            Phase == LinkPhase.Streaming
            && _rewindAt == TimeSpan.MaxValue
            && !_errorPending
            && _output.HasRoom
            && MayHaveRoom
        )
        {
            switch (_source!.TryGet(Next, _command, out int length))
            {
                case LineAvailability.Later:
                    return;
                case LineAvailability.End:
                    End(now);
                    return;
            }
            if (!TrySend(_command.AsSpan(0, length), now))
                return;
        }
    }

    private bool TrySend(ReadOnlySpan<byte> command, TimeSpan now)
    {
        int length = LineEncoder.Encode(Next, command, _output.Free, out byte checksum);
        CommandBehaviour behaviour = Commands.BehaviourOf(command);
        if (length - 1 > _options.LineLimit || behaviour.HasFlag(CommandBehaviour.SetsLineNumber))
        {
            Stop(LinkEventKind.LineRefused, Next);
            return false;
        }
        if (!Fits(length, behaviour))
            return false;
        if (_window.Count == 0)
            _silence.Restart(now);
        _ended = false;
        _window.Push(length, now, checksum);
        _output.Commit(Next, length);
        _sentAt = now;
        if (Next > HighestSent)
        {
            Statistics.OnFirstSent(command.Length);
            HighestSent = Next;
        }
        if (behaviour.HasFlag(CommandBehaviour.Blocking))
            _lastBlocking = Next;
        if (behaviour.HasFlag(CommandBehaviour.AsksPerson))
            _lastAsking = Next;
        if (behaviour.HasFlag(CommandBehaviour.HeatingWait))
            _lastHeating = Next;
        Next++;
        return true;
    }

    private bool IsOneLineOnly => _quality.IsNoisy || _window.Size.QueueLines <= 1;

    /// <summary>A first look that needs no line.</summary>
    private bool MayHaveRoom => !IsOneLineOnly || _window.Count == 0 || IsUrgent || MayPass;

    /// <summary>
    /// Whether one line may follow a command that blocks, or whose <c>ok</c> was lost: firmware that does not say <c>busy</c> tells
    /// these apart only by the next acknowledgement. Every queue and receive buffer holds two lines.
    /// </summary>
    private bool MayPass => _passable > Acknowledged && _window.Count == 1;

    private bool IsUrgent => Next >= _urgentFrom && Next <= _urgentThrough;

    /// <summary>
    /// While a command runs that blocks, one place in the queue stays free: an emergency stop or an M108 acts as soon as the
    /// queue takes it, and behind a full queue that was measured to take 3.7 s.
    /// </summary>
    private bool Fits(int length, CommandBehaviour behaviour)
    {
        if (IsUrgent && !IsHeating)
            return _window.FitsUrgently(length);
        if (_lastAsking > Acknowledged)
            return false;
        if (MayPass)
            return true;
        bool blocking =
            behaviour.HasFlag(CommandBehaviour.Blocking) || _lastBlocking > Acknowledged || _slowUntil > Acknowledged;
        return blocking
            ? _window.Count + _outOfBand.Count < Math.Max(1, _window.Size.QueueLines - 1)
            : _window.Fits(length);
    }

    private void End(TimeSpan now)
    {
        if (_window.Count > 0 || _ended)
            return;
        if (Confirmed < Next - 1)
        {
            BeginProbe(LinkPhase.Verifying, now, drain: false);
            AdvanceProbe(now);
            return;
        }
        _ended = true;
        Tell(LinkEventKind.StreamAccepted, Confirmed);
    }
}
