using Gantry.Rfc2217;
using Gantry.Sharing.Policies;

namespace Gantry.Sharing.Clients;

/// <content>What a client sends: found out what it is, kept while it must wait, and acted on.</content>
internal sealed partial class ShareClient
{
    private void Take(ReadOnlySpan<byte> input)
    {
        if (_unread.IsEmpty && (_isRecognised || Recognise(ref input)))
        {
            Read(ref input);
            Keep(input);
            return;
        }
        Keep(input);
        if (_isRecognised)
            ReadOn();
        else
            RecogniseKept();
    }

    private void Keep(ReadOnlySpan<byte> rest)
    {
        if (Role != ClientRole.Gone)
            _unread.Append(rest);
        MindPause();
    }

    private void RecogniseKept()
    {
        ReadOnlySpan<byte> input = _unread.Span;
        int before = input.Length;
        if (!Recognise(ref input))
            return;
        _unread.Skip(before - input.Length);
        ReadOn();
    }

    /// <summary>Finds out what is spoken; true when it is known.</summary>
    private bool Recognise(ref ReadOnlySpan<byte> input)
    {
        FirstBytes.Verdict verdict = FirstBytes.Judge(input, _options.Mode, out int length);
        switch (verdict)
        {
            case FirstBytes.Verdict.TooFew:
                return false;
            case FirstBytes.Verdict.Telnet:
                BecomeTelnet();
                _owesOpening = true;
                return true;
            default:
                _isRecognised = true;
                input = input[length..];
                bool watches = verdict == FirstBytes.Verdict.RawWatcher;
                if (Role == ClientRole.Undecided || (watches && Role == ClientRole.Writer))
                    _host.Decide(this, watches);
                return true;
        }
    }

    private void BecomeTelnet()
    {
        _isRecognised = true;
        _session = new AccessServerSession(Signature, acceptsComPort: _options.Mode != ShareMode.Telnet);
        Feed.IsTelnet = true;
    }

    private void ReadOn()
    {
        if (_readsAhead)
            WriteAhead();
        if (!_unread.IsEmpty && _isRecognised)
        {
            ReadOnlySpan<byte> input = _unread.Span;
            int before = input.Length;
            Read(ref input);
            if (Role != ClientRole.Gone)
                _unread.Skip(before - input.Length);
        }
        MindPause();
    }

    private bool MustWait => _isWaiting || _socket.Unsent >= MostAnswers || IsBehind && !MayReadAhead;

    private void MindPause()
    {
        if (Role == ClientRole.Gone)
            return;
        _socket.IsPaused = _hasEnded || (MustWait && !MayScout);
        if (IsBehind)
            MindReadingAhead();
        else if (_hasEnded && !MustWait && _unread.IsEmpty)
            OnAllRead();
        Scout();
    }

    /// <summary>Acts on what the client sent, as far as it may be acted on now.</summary>
    private void Read(ref ReadOnlySpan<byte> input)
    {
        if (Role == ClientRole.Gone || MustWait)
            return;
        if (_session is null)
        {
            Write(input);
            input = default;
            return;
        }
        ReadTelnet(_session, ref input);
        if (Role == ClientRole.Gone)
            return;
        // What the client did not ask for itself, asked for after it spoke.
        if (_owesOpening && !_isWaiting)
        {
            _owesOpening = false;
            _session.Open(_answers);
        }
        Flush();
    }

    private void ReadTelnet(AccessServerSession session, ref ReadOnlySpan<byte> input)
    {
        int gathered = 0;
        while (!MustWait && session.Read(ref input, _answers, out AccessServerEvent happened))
        {
            if (Role == ClientRole.Undecided)
                _host.Decide(this, IsWatchWish(happened));
            if (Role == ClientRole.Gone)
                return;
            if (happened.Kind == AccessServerEventKind.Data)
            {
                if (gathered == 0 && input.IsEmpty)
                {
                    Write(happened.Data);
                    break;
                }
                happened.Data.CopyTo(_buffers.Gathered.AsSpan(gathered));
                gathered += happened.Data.Length;
                continue;
            }
            Write(_buffers.Gathered.AsSpan(0, gathered));
            gathered = 0;
            if (Role != ClientRole.Gone)
                Obey(session, happened);
            if (_answers.Count >= MostAnswers)
                Flush();
            if (Role == ClientRole.Gone)
                return;
        }
        Write(_buffers.Gathered.AsSpan(0, gathered));
    }

    private void Obey(AccessServerSession session, in AccessServerEvent happened)
    {
        _host.Note(this, happened);
        switch (happened.Kind)
        {
            case AccessServerEventKind.Break when Role == ClientRole.Writer:
                BeginWaiting();
                _isCarrying = true;
                _host.SendBreak(this);
                _isCarrying = false;
                break;
            case AccessServerEventKind.Request when IsWatchWish(happened):
                if (Role != ClientRole.Writer)
                    break;
                HandOverAhead();
                if (Role == ClientRole.Writer)
                    _host.Decide(this, wantsToWatch: true);
                break;
            case AccessServerEventKind.Request:
                ComPortRequest request = happened.Request;
                if (request.Kind is ComPortRequestKind.Suspend or ComPortRequestKind.Resume)
                    Hold(session.Suspended);
                // A request is carried out after what was answered before it is on its way.
                _asked = request;
                BeginWaiting();
                _isCarrying = true;
                bool isAnswerDue = _host.Carry(this, request);
                _isCarrying = false;
                if (isAnswerDue)
                {
                    _isWaiting = false;
                    session.Answer(request, _host.PortState, _answers);
                }
                break;
        }
        if (!session.Suspended && Feed.IsHeld)
            Hold(false);
        if (session.ComPortActive && !_wasComPortActive)
            _host.OnComPortActive(this);
        _wasComPortActive = session.ComPortActive;
    }

    private static bool IsWatchWish(in AccessServerEvent happened) =>
        happened is { Kind: AccessServerEventKind.Request, Request.Kind: ComPortRequestKind.Signature }
        && happened.Data.SequenceEqual(GantrySignature.Watch);

    private void Write(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || Role != ClientRole.Writer)
            return;
        if (_readsAhead && IsBehind)
            _ahead.Append(data);
        else
            _host.Write(this, data);
    }
}
