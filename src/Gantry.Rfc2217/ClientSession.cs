using System.Buffers;
using Gantry.Rfc2217.Telnet;

namespace Gantry.Rfc2217;

/// <summary>
/// A client's connection to an access server (RFC 2217), as a machine without a socket, a clock or a thread. It reads
/// what the far end sent, one event a call, and writes what is due to the far end into the writer that it is given.
/// </summary>
/// <remarks>
/// <para>Any number of requests may be on their way at once. An answer is matched by its kind and value alone, because
/// it carries nothing else; a server that leaves one out costs no more than the caller's time limit and a
/// <see cref="GiveUp"/>.</para>
/// <para>Data and breaks are written by <see cref="TelnetWriter"/>. Some servers translate line ends until
/// <see cref="Binary"/> is agreed, so data should wait for that, within a limit.</para>
/// </remarks>
public sealed class ClientSession
{
    private readonly ReadOnlyMemory<byte> _signature;
    private readonly OutstandingRequests _outstanding = new();
    private TelnetDecoder _decoder;

    // ECHO is no use here: a far end that really echoed would send our own lines back as the printer's.
    private TelnetOptions _options = new(
        ours: [TelnetOption.Binary, TelnetOption.SuppressGoAhead, TelnetOption.ComPort],
        theirs: [TelnetOption.Binary, TelnetOption.SuppressGoAhead, TelnetOption.ComPort]
    );
    private bool _offerHeldBack;
    private bool _answersMasks;
    private bool _signatureTold;

    /// <summary>Begins a session on a connection that was just made.</summary>
    /// <param name="signature">What a server that asks for our signature is told; at most 255 bytes of it.</param>
    public ClientSession(ReadOnlyMemory<byte> signature = default) =>
        _signature = signature[..Math.Min(signature.Length, ComPortCode.LongestSignatureText)];

    /// <summary>What the far end said to our offer.</summary>
    public FarEndState FarEnd { get; private set; }

    /// <summary>
    /// Whether the far end sent any Telnet sequence. One that is still undecided and sends only data is a raw TCP port;
    /// but a device that repeats what it does not understand sends our own sequences back.
    /// </summary>
    public bool FarEndSpeaksTelnet { get; private set; }

    /// <summary>Whether BINARY is agreed in both directions (RFC 856).</summary>
    public bool Binary => _options.Ours.Has(TelnetOption.Binary) && _options.Theirs.Has(TelnetOption.Binary);

    /// <summary>Whether the far end suspended us: neither data nor requests shall be sent (RFC 2217 §5).</summary>
    public bool Suspended { get; private set; }

    /// <summary>The modem state that was told last, or null before the first.</summary>
    public ModemState? ModemState { get; private set; }

    /// <summary>How many sequences were swallowed because they mean nothing.</summary>
    public int Malformed => _decoder.Malformed;

    /// <summary>Writes the offer of RFC 2217 and what belongs to it.</summary>
    /// <param name="output">Gets it.</param>
    /// <param name="announcement">
    /// A signature to tell ahead of everything, as <see cref="GantrySignature.Watch"/>. A far end that does not know the
    /// option skips it, as Telnet wants; without one, nothing is told.
    /// </param>
    public void Open(IBufferWriter<byte> output, ReadOnlySpan<byte> announcement = default)
    {
        if (!announcement.IsEmpty)
            TelnetWriter.WriteComPort(output, ComPortCode.Signature, announcement);
        _options.Ours.Ask(TelnetOption.ComPort, output);
        _options.Ours.Ask(TelnetOption.Binary, output);
        _options.Theirs.Ask(TelnetOption.Binary, output);
        _options.Ours.Ask(TelnetOption.SuppressGoAhead, output);
        _options.Theirs.Ask(TelnetOption.SuppressGoAhead, output);
    }

    /// <summary>Sends a request. A later one of the same kind takes over: the answer to the earlier is not waited for.</summary>
    /// <exception cref="InvalidOperationException">The far end has not agreed to RFC 2217.</exception>
    /// <exception cref="ArgumentException">A signature of our own; that is <see cref="TellSignature"/>.</exception>
    public void Send(ComPortRequest request, IBufferWriter<byte> output)
    {
        ExpectAgreement();
        if (request is { Kind: ComPortRequestKind.Signature, Intent: not ComPortIntent.Query })
            throw new ArgumentException(
                "A request holds no text; tell a signature with TellSignature.",
                nameof(request)
            );
        _outstanding.Open(request);
        ComPortCodec.WriteRequest(output, request);
    }

    /// <summary>
    /// Whether the latest request of this kind waits for its answer. Polls, and masks with some servers, are answered by
    /// a notification, so look again after every event.
    /// </summary>
    public bool IsOutstanding(ComPortRequestKind kind) => _outstanding[kind].IsOpen;

    /// <summary>
    /// Stops waiting for the answer to the latest request of this kind. When it comes after all, it does not pass for
    /// the answer to a later request that wanted another value.
    /// </summary>
    public void GiveUp(ComPortRequestKind kind) => _outstanding[kind].GiveUp();

    /// <summary>Tells our signature unasked.</summary>
    /// <exception cref="InvalidOperationException">The far end has not agreed to RFC 2217.</exception>
    public void TellSignature(IBufferWriter<byte> output)
    {
        ExpectAgreement();
        // Without a text it would be a question.
        if (!_signature.IsEmpty)
            TelnetWriter.WriteComPort(output, ComPortCode.Signature, _signature.Span);
        _signatureTold = true;
    }

    /// <summary>
    /// Takes one event off the front of <paramref name="input"/> and writes the Telnet answers that are due. False when
    /// the input, now empty, holds no further whole event; the rest of one is kept for the next call.
    /// </summary>
    public bool Read(ref ReadOnlySpan<byte> input, IBufferWriter<byte> output, out ClientEvent happened)
    {
        while (_decoder.Read(ref input, out TelnetToken token))
        {
            if (token.Kind == TelnetTokenKind.Data)
            {
                happened = ClientEvent.Received(token.Bytes);
                return true;
            }
            FarEndSpeaksTelnet = true;
            switch (token.Kind)
            {
                case TelnetTokenKind.Negotiation:
                    ClientEventKind kind = Negotiate(token.Command, token.Option, output);
                    happened = ClientEvent.Negotiated(kind, token.Command, token.Option);
                    return true;
                case TelnetTokenKind.Command:
                    happened = ClientEvent.Commanded(token.Command);
                    return true;
                default:
                    if (TryTake(token.Option, token.Bytes, output, out happened))
                        return true;
                    break;
            }
        }
        happened = default;
        return false;
    }

    private ClientEventKind Negotiate(TelnetCommand verb, byte option, IBufferWriter<byte> output)
    {
        if (option != (byte)TelnetOption.ComPort)
        {
            _options.Hear(verb, option, output);
            return ClientEventKind.Negotiation;
        }
        // A device that echoes sends our WILL back. Were it answered, it would send back our DO as well, and pass for
        // an access server; so the far end's own offer waits until it has agreed to ours.
        if (verb == TelnetCommand.Will && FarEnd != FarEndState.Agreed)
        {
            _offerHeldBack = true;
            return ClientEventKind.Negotiation;
        }
        _options.Hear(verb, option, output);
        return verb switch
        {
            TelnetCommand.Do => Decide(FarEndState.Agreed, ClientEventKind.Agreed, output),
            TelnetCommand.Dont => Decide(FarEndState.Refused, ClientEventKind.Refused, output),
            _ => ClientEventKind.Negotiation,
        };
    }

    private ClientEventKind Decide(FarEndState decision, ClientEventKind news, IBufferWriter<byte> output)
    {
        if (FarEnd == decision)
            return ClientEventKind.Negotiation;
        FarEnd = decision;
        if (_offerHeldBack && decision == FarEndState.Agreed)
            _options.Theirs.HearYes((byte)TelnetOption.ComPort, output);
        return news;
    }

    private bool TryTake(byte option, ReadOnlySpan<byte> command, IBufferWriter<byte> output, out ClientEvent happened)
    {
        happened = default;
        if (option != (byte)TelnetOption.ComPort)
            return false;
        switch (command.IsEmpty ? -1 : command[0] - ComPortCode.FromServer)
        {
            case ComPortCode.Signature:
                return TryTakeSignature(command[1..], output, out happened);
            case ComPortCode.NotifyModemState when command.Length == 2:
                happened = TakeModemState(command[1]);
                return true;
            case ComPortCode.NotifyLineState when command.Length == 2:
                happened = TakeLineState(command[1]);
                return true;
            case ComPortCode.FlowControlSuspend:
                happened = TakeFlow(true);
                return true;
            case ComPortCode.FlowControlResume:
                happened = TakeFlow(false);
                return true;
            default:
                return TryTakeAnswer(command, out happened);
        }
    }

    /// <summary>A text without a question is told; no text without a question is itself a question.</summary>
    private bool TryTakeSignature(ReadOnlySpan<byte> text, IBufferWriter<byte> output, out ClientEvent happened)
    {
        ComPortVerdict verdict = _outstanding[ComPortRequestKind.Signature].IsOpen
            ? ComPortVerdict.Told
            : ComPortVerdict.Unasked;
        _outstanding[ComPortRequestKind.Signature].Settle(null);
        if (verdict == ComPortVerdict.Unasked && text.IsEmpty)
        {
            // Once a session: a server without a signature may take ours for a question, answer with nothing, and so on.
            if (!_signatureTold && FarEnd == FarEndState.Agreed)
                TellSignature(output);
            happened = default;
            return false;
        }
        happened = ClientEvent.Answered(new(ComPortRequestKind.Signature, verdict, null), text);
        return true;
    }

    private ClientEvent TakeModemState(byte value)
    {
        SettleByNotification(ComPortRequestKind.ModemStatePoll, ComPortRequestKind.ModemStateMask, value);
        ModemState = (ModemState)value;
        return ClientEvent.Modem((ModemState)value);
    }

    private ClientEvent TakeLineState(byte value)
    {
        SettleByNotification(ComPortRequestKind.LineStatePoll, ComPortRequestKind.LineStateMask, value);
        return ClientEvent.Line((LineState)value);
    }

    /// <summary>
    /// A notification is the answer to a poll. ser2net 4.3.11 also sends one in place of an answer to a mask; so it ends
    /// the wait for that too, unless the far end has shown that it answers masks.
    /// </summary>
    private void SettleByNotification(ComPortRequestKind poll, ComPortRequestKind mask, byte value)
    {
        _outstanding[poll].Settle(value);
        if (!_answersMasks)
            _outstanding[mask].EndWait();
    }

    private ClientEvent TakeFlow(bool suspended)
    {
        Suspended = suspended;
        return ClientEvent.Flow(suspended);
    }

    private bool TryTakeAnswer(ReadOnlySpan<byte> command, out ClientEvent happened)
    {
        happened = default;
        if (!ComPortCodec.TryReadAnswer(command, out ComPortRequestKind kind, out uint? value))
        {
            _decoder.CountMalformed();
            return false;
        }
        _answersMasks |= kind is ComPortRequestKind.LineStateMask or ComPortRequestKind.ModemStateMask;
        _outstanding.FindMeaning(ref kind, ref value);
        happened = ClientEvent.Answered(new(kind, _outstanding[kind].Settle(value), value));
        return true;
    }

    private void ExpectAgreement()
    {
        if (FarEnd != FarEndState.Agreed)
            throw new InvalidOperationException(
                $"The far end has not agreed to RFC 2217 (it is {FarEnd}): wait for the Agreed event before a request."
            );
    }
}
