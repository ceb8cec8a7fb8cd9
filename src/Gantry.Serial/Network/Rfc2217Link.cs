using System.Net.Sockets;
using Gantry.Rfc2217;

namespace Gantry.Serial.Network;

/// <summary>
/// A connection to an access server: one loop reads it all the time, so that an answer is seen whether or not somebody
/// reads the port's data, and whoever puts something into the empty outgoing queue sends it. Data of either direction is
/// held up to a cap, behind which its sender waits.
/// </summary>
internal sealed class Rfc2217Link
{
    /// <summary>Data for the reader that is held before the far end has to wait.</summary>
    private const int ReadAhead = 64 * 1024;

    /// <summary>The same while an answer is awaited, which may stand behind data that nobody reads: 90 s of 115200 baud.</summary>
    private const int ReadAheadToAnswer = 1024 * 1024;

    /// <summary>What the far end may make us owe it in answers while it reads none of them.</summary>
    private const int MostOwed = 4 * OutgoingBytes.Cap;

    private static readonly TimeSpan ClosingLimit = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly PortAddress _address;
    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private readonly ClientSession _session = new("Gantry"u8.ToArray());
    private readonly Memory<byte> _input = new byte[16 * 1024];
    private readonly ByteFifo _received = new(kept: 4096);
    private readonly AwaitedAnswers _awaited = new();
    private readonly TaskCompletionSource<FarEndState> _decision = NewSource<FarEndState>();
    private readonly TaskCompletionSource<bool> _sentAll = NewSource<bool>();
    private readonly WaitingCall _reading = new();
    private readonly WaitingCall _makingRoom = new();
    private readonly OutgoingBytes _outgoing = new();
    private Task _receiving = Task.CompletedTask;
    private Memory<byte> _readBuffer;
    private bool _isSending;
    private bool _isClosing;
    private Exception? _ended;

    public Rfc2217Link(PortAddress address, Socket socket, TimeProvider time)
    {
        _address = address;
        _socket = socket;
        _time = time;
    }

    /// <summary>What the far end says to RFC 2217; undecided when it closed the connection instead.</summary>
    public Task<FarEndState> Decision => _decision.Task;

    /// <summary>Whether the far end sent any Telnet sequence.</summary>
    public bool FarEndSpeaksTelnet => _session.FarEndSpeaksTelnet;

    /// <summary>The modem state that was told last, or null before the first.</summary>
    public ModemState? ModemState
    {
        get
        {
            lock (_gate)
                return _session.ModemState;
        }
    }

    /// <summary>Why the connection ended, or null.</summary>
    public Exception? Ended
    {
        get
        {
            lock (_gate)
                return _ended;
        }
    }

    /// <summary>Whether everything written was handed to the system.</summary>
    public bool HasSentAll
    {
        get
        {
            lock (_gate)
                return !_isSending && _outgoing.IsEmpty;
        }
    }

    /// <summary>Sends the offers and begins to read.</summary>
    public void Start()
    {
        lock (_gate)
            _session.Open(_outgoing.Buffer, _address.IsWatch ? GantrySignature.Watch : default);
        SendIfIdle();
        _receiving = ReceiveAsync();
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        lock (_gate)
        {
            if (_received.IsEmpty)
            {
                ThrowIfEnded();
                _readBuffer = buffer;
                return _reading.Begin();
            }
            int count = _received.Take(buffer.Span);
            LetReceiverGoOn();
            return new ValueTask<int>(count);
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data)
    {
        ValueTask written;
        lock (_gate)
        {
            ThrowIfEnded();
            written = _outgoing.Write(data);
        }
        SendIfIdle();
        return written;
    }

    public void CancelRead(CancellationToken token)
    {
        lock (_gate)
            _reading.Fail(new OperationCanceledException(token));
    }

    public void CancelWrite(CancellationToken token)
    {
        lock (_gate)
            _outgoing.Fail(new OperationCanceledException(token));
    }

    /// <summary>Sends requests in one piece, without a wait for their answers.</summary>
    public void Send(params ReadOnlySpan<ComPortRequest> requests)
    {
        lock (_gate)
        {
            ThrowIfEnded();
            foreach (ComPortRequest request in requests)
            {
                _session.Send(request, _outgoing.Buffer);
                _session.GiveUp(request.Kind);
            }
        }
        SendIfIdle();
    }

    /// <summary>
    /// Sends requests in one piece and waits for their answers: in the requests' order, null for one that did not come
    /// within the address's time limit. Only one call may be under way.
    /// </summary>
    public async Task<ComPortAnswer?[]> AskAsync(ComPortRequest[] requests, CancellationToken cancellationToken)
    {
        Task all;
        lock (_gate)
        {
            ThrowIfEnded();
            all = _awaited.Begin(requests);
            foreach (ComPortRequest request in requests)
                _session.Send(request, _outgoing.Buffer);
            LetReceiverGoOn();
        }
        SendIfIdle();
        ComPortAnswer?[] answers;
        try
        {
            await all.WaitAsync(_address.AnswerTimeout, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What did not come is null.
        }
        finally
        {
            lock (_gate)
            {
                answers = _awaited.End();
                foreach (ComPortRequest request in requests)
                    _session.GiveUp(request.Kind);
            }
        }
        lock (_gate)
        {
            if (answers.Contains(null))
                ThrowIfEnded();
        }
        return answers;
    }

    /// <summary>Takes the text that came so far, for a message: at most 200 characters.</summary>
    public string TakeText()
    {
        lock (_gate)
        {
            string text = FarEndText.Readable(_received.Span);
            _received.Clear();
            return text;
        }
    }

    /// <summary>Ends the connection. What was written is sent first, as far as the far end takes it at once.</summary>
    public async Task CloseAsync()
    {
        lock (_gate)
        {
            if (_isClosing)
                return;
            _isClosing = true;
            _received.Clear();
            if (HasSentAll)
                _sentAll.TrySetResult(true);
            FailWaiting(new ObjectDisposedException(_address.Text));
            LetReceiverGoOn();
        }
        try
        {
            await _sentAll.Task.WaitAsync(ClosingLimit, _time);
            _socket.Shutdown(SocketShutdown.Send);
            // A connection closed with bytes unread is reset, and the far end may lose what it did not read yet.
            await _receiving.WaitAsync(ClosingLimit, _time);
        }
        catch (Exception e) when (e is TimeoutException or SocketException or ObjectDisposedException)
        {
            // The far end is gone, or in no hurry.
        }
        Abort();
    }

    /// <summary>Ends the connection at once.</summary>
    public void Abort()
    {
        End(new ObjectDisposedException(_address.Text));
        _socket.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                int count = await _socket.ReceiveAsync(_input, SocketFlags.None);
                if (count == 0)
                    break;
                Take(_input.Span[..count]);
                SendIfIdle();
                await WaitForRoom();
            }
            End(PortSocket.Lost(_address));
        }
        catch (Exception e)
        {
            End(e is SocketException cause ? PortSocket.Lost(_address, cause) : e);
        }
    }

    private void Take(ReadOnlySpan<byte> input)
    {
        lock (_gate)
        {
            while (_session.Read(ref input, _outgoing.Buffer, out ClientEvent happened))
                Take(happened);
            if (_outgoing.Buffer.Count > MostOwed)
                throw new SerialPortException(
                    SerialError.Lost,
                    $"{_address}: the far end asks without end and reads no answers; the connection was ended."
                );
            if (_reading.IsWaiting && !_received.IsEmpty)
                _reading.Complete(_received.Take(_readBuffer.Span));
        }
    }

    private void Take(in ClientEvent happened)
    {
        switch (happened.Kind)
        {
            case ClientEventKind.Data when !_isClosing:
                _received.Append(happened.Data);
                break;
            case ClientEventKind.Agreed:
                _decision.TrySetResult(FarEndState.Agreed);
                break;
            case ClientEventKind.Refused:
                _decision.TrySetResult(FarEndState.Refused);
                break;
            case ClientEventKind.ModemState when !_session.IsOutstanding(ComPortRequestKind.ModemStatePoll):
                _awaited.Take(new(ComPortRequestKind.ModemStatePoll, ComPortVerdict.Told, (uint)happened.ModemState));
                break;
            case ClientEventKind.Answer when happened.Answer.Verdict != ComPortVerdict.Unasked:
                // What came before this answer was received before the purge.
                if (happened.Answer is { Kind: ComPortRequestKind.Purge, Value: { } purged } && (purged & 1) != 0)
                    _received.Clear();
                _awaited.Take(happened.Answer);
                break;
        }
    }

    private ValueTask WaitForRoom()
    {
        lock (_gate)
        {
            return HasRoom ? ValueTask.CompletedTask : _makingRoom.BeginWithoutResult();
        }
    }

    private bool HasRoom =>
        _isClosing || _received.Count < (_awaited.IsEmpty ? ReadAhead : ReadAheadToAnswer) || _ended is not null;

    private void LetReceiverGoOn()
    {
        if (HasRoom)
            _makingRoom.Complete();
    }

    /// <summary>Begins to send, unless that is under way, not allowed, or there is nothing.</summary>
    private void SendIfIdle()
    {
        ByteFifo? first;
        lock (_gate)
        {
            if (_isSending)
                return;
            first = TakeToSend();
        }
        if (first is not null)
            _ = SendAsync(first);
    }

    private async Task SendAsync(ByteFifo? bytes)
    {
        try
        {
            for (; bytes is not null; bytes = TakeMore())
            {
                while (!bytes.IsEmpty)
                    bytes.Skip(await _socket.SendAsync(bytes.Memory, SocketFlags.None));
            }
        }
        catch (Exception e)
        {
            End(e is SocketException cause ? PortSocket.Lost(_address, cause) : e);
        }
    }

    private ByteFifo? TakeMore()
    {
        lock (_gate)
        {
            ByteFifo? more = TakeToSend();
            if (HasSentAll)
                _sentAll.TrySetResult(true);
            return more;
        }
    }

    private ByteFifo? TakeToSend()
    {
        // A far end that suspended us gets neither data nor requests (RFC 2217 §5).
        _isSending = !_outgoing.IsEmpty && !_session.Suspended && _ended is null;
        return _isSending ? _outgoing.TakeAll() : null;
    }

    private void End(Exception cause)
    {
        lock (_gate)
        {
            _ended ??= cause;
            FailWaiting(_ended);
            _awaited.Stop();
            LetReceiverGoOn();
            _sentAll.TrySetResult(false);
            _decision.TrySetResult(FarEndState.Undecided);
        }
    }

    private void FailWaiting(Exception cause)
    {
        _reading.Fail(cause);
        _outgoing.Fail(cause);
    }

    private void ThrowIfEnded()
    {
        ObjectDisposedException.ThrowIf(_isClosing || _ended is ObjectDisposedException, this);
        if (_ended is SerialPortException lost)
            throw new SerialPortException(lost.Error, lost.Message, lost);
        if (_ended is not null)
            throw new SerialPortException(SerialError.Other, $"{_address}: {_ended.Message}", _ended);
    }

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
