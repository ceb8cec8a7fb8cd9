using System.Buffers;
using Gantry.Rfc2217.Telnet;

namespace Gantry.Rfc2217;

/// <summary>
/// One client of an access server (RFC 2217), as a machine without a socket, a port, a clock or a thread. It reads what
/// the client sent, one event a call, and writes what is due to the client into the writer that it is given.
/// </summary>
/// <remarks>
/// <para>Read until <see cref="Read"/> says false, do what each event wants before the next call (data behind a
/// SET-BAUDRATE belongs to the new speed), and call <see cref="Answer"/> once for every request. A reader may stop
/// after any event and go on later with the rest of its input.</para>
/// <para>Data comes in runs that end at every doubled IAC. Whoever wants one write a buffer can move the runs together
/// in the buffer they came in: a run never stands before the place where the runs before it end. What goes the other
/// way is written by <see cref="TelnetWriter.WriteData"/>.</para>
/// <para>Data is eight bits wide from the first byte on, whatever is agreed on BINARY: clients send theirs at once, and
/// some never negotiate.</para>
/// </remarks>
public sealed class AccessServerSession
{
    /// <summary>What somebody who asks "are you there" sees (RFC 854 wants it printable).</summary>
    private static ReadOnlySpan<byte> HereIAm => "\r\n[yes]\r\n"u8;

    private readonly ReadOnlyMemory<byte> _signature;
    private TelnetDecoder _decoder;

    private readonly bool _acceptsComPort;
    private TelnetOptions _options;
    private ClientNotifications _notifications = new();
    private bool _askedToSuspend;

    /// <summary>Begins a session with a client that was just accepted.</summary>
    /// <param name="signature">What SIGNATURE tells the client; at most 255 bytes of it are sent.</param>
    /// <param name="acceptsComPort">Whether the client may use RFC 2217; without it, this is a plain Telnet server.</param>
    public AccessServerSession(ReadOnlyMemory<byte> signature = default, bool acceptsComPort = true)
    {
        _signature = signature[..Math.Min(signature.Length, ComPortCode.LongestSignatureText)];
        _acceptsComPort = acceptsComPort;
        // ECHO is offered so that a person's Telnet program hands over every key and leaves echoing to the device.
        _options = acceptsComPort
            ? new TelnetOptions(
                ours: [TelnetOption.Binary, TelnetOption.Echo, TelnetOption.SuppressGoAhead, TelnetOption.ComPort],
                theirs: [TelnetOption.Binary, TelnetOption.SuppressGoAhead, TelnetOption.ComPort]
            )
            : new TelnetOptions(
                ours: [TelnetOption.Binary, TelnetOption.Echo, TelnetOption.SuppressGoAhead],
                theirs: [TelnetOption.Binary, TelnetOption.SuppressGoAhead]
            );
    }

    /// <summary>
    /// Whether the client has sent any Telnet sequence. Programs that speak RFC 2217 do so at once; a client that
    /// sends data and no such sequence is a raw TCP client.
    /// </summary>
    public bool ClientSpeaksTelnet { get; private set; }

    /// <summary>
    /// Whether the client speaks RFC 2217: it agreed to the option, or sent a command of it without asking. From then
    /// on it is told about modem lines, so report them.
    /// </summary>
    public bool ComPortActive { get; private set; }

    /// <summary>Whether the client suspended us: it shall get no data until it resumes (RFC 2217 §5).</summary>
    public bool Suspended { get; private set; }

    /// <summary>Which modem state bits the client wants to be told; 0 means that nobody needs to watch the lines.</summary>
    public ModemState ModemStateMask => _notifications.ModemStateMask;

    /// <summary>Which line state bits the client wants to be told.</summary>
    public LineState LineStateMask => _notifications.LineStateMask;

    /// <summary>How many sequences were swallowed because they mean nothing.</summary>
    public int Malformed => _decoder.Malformed;

    /// <summary>
    /// Writes our opening offers and questions. A raw TCP client gets them into its data, so it may pay to wait a
    /// moment for its first bytes; a client that speaks first is answered without this, too.
    /// </summary>
    public void Open(IBufferWriter<byte> output)
    {
        if (_acceptsComPort)
            _options.Theirs.Ask(TelnetOption.ComPort, output);
        _options.Ours.Ask(TelnetOption.Binary, output);
        _options.Theirs.Ask(TelnetOption.Binary, output);
        _options.Ours.Ask(TelnetOption.SuppressGoAhead, output);
        _options.Theirs.Ask(TelnetOption.SuppressGoAhead, output);
        _options.Ours.Ask(TelnetOption.Echo, output);
    }

    /// <summary>
    /// Takes one event off the front of <paramref name="input"/> and writes the Telnet answers that are due. False when
    /// the input, now empty, holds no further whole event; the rest of one is kept for the next call.
    /// </summary>
    public bool Read(ref ReadOnlySpan<byte> input, IBufferWriter<byte> output, out AccessServerEvent happened)
    {
        while (_decoder.Read(ref input, out TelnetToken token))
        {
            if (token.Kind == TelnetTokenKind.Data)
            {
                happened = AccessServerEvent.Received(token.Bytes);
                return true;
            }
            ClientSpeaksTelnet = true;
            switch (token.Kind)
            {
                case TelnetTokenKind.Negotiation:
                    Negotiate(token.Command, token.Option, output);
                    happened = AccessServerEvent.Negotiated(token.Command, token.Option);
                    return true;
                case TelnetTokenKind.Command:
                    if (token.Command == TelnetCommand.AreYouThere)
                        output.Write(HereIAm);
                    happened = AccessServerEvent.Commanded(token.Command);
                    return true;
                default:
                    if (!TryTakeRequest(token, output, out ComPortRequest request))
                        break;
                    happened = AccessServerEvent.Requested(request, Text(request.Kind, token.Bytes));
                    return true;
            }
        }
        happened = default;
        return false;
    }

    /// <summary>
    /// Answers a request after it was carried out, or was found impossible: with the value in use in either case, as
    /// the RFC wants. Requests without an answer write nothing.
    /// </summary>
    /// <param name="request">The request that <see cref="Read"/> gave.</param>
    /// <param name="inUse">How the port now stands.</param>
    /// <param name="output">Gets the answer.</param>
    public void Answer(in ComPortRequest request, in ComPortState inUse, IBufferWriter<byte> output)
    {
        switch (request.Kind)
        {
            case ComPortRequestKind.Signature when request.Intent == ComPortIntent.Query:
                TelnetWriter.WriteComPort(output, ComPortCode.FromServer + ComPortCode.Signature, _signature.Span);
                break;
            case ComPortRequestKind.Signature or ComPortRequestKind.Suspend or ComPortRequestKind.Resume:
                break;
            case ComPortRequestKind.ModemStatePoll:
                _notifications.TakeIn(inUse.ModemLines);
                _notifications.TellModemState(output);
                break;
            case ComPortRequestKind.LineStatePoll:
                _notifications.TellLineState(output);
                break;
            default:
                ComPortCodec.WriteAnswer(output, request.Kind, ValueInUse(request, inUse));
                break;
        }
    }

    /// <summary>
    /// Takes in how the modem lines stand, and tells the client what it wants to know. The first report after
    /// <see cref="ComPortActive"/> came true is told in any case: some clients wait for one.
    /// </summary>
    /// <param name="lines">The lines; change bits are worked out here.</param>
    /// <param name="output">Gets the notification, if one is due.</param>
    public void ReportModemLines(ModemState lines, IBufferWriter<byte> output)
    {
        _notifications.TakeIn(lines);
        TellNews(output);
    }

    /// <summary>
    /// Takes in the line state and tells the client what it wants to know: every error or break that is reported, and
    /// every change of the other bits.
    /// </summary>
    public void ReportLineState(LineState state, IBufferWriter<byte> output)
    {
        _notifications.TakeIn(state);
        TellNews(output);
    }

    /// <summary>Asks the client to send nothing (RFC 2217 §5); no effect on one that does not speak RFC 2217.</summary>
    public void AskToSuspend(IBufferWriter<byte> output) => AskToSuspend(true, output);

    /// <summary>Lets a client that was asked to send nothing send again.</summary>
    public void AskToResume(IBufferWriter<byte> output) => AskToSuspend(false, output);

    /// <summary>Asks for the client's signature, which arrives as a request of that kind; a client may stay silent.</summary>
    public void AskForSignature(IBufferWriter<byte> output)
    {
        if (ComPortActive)
            TelnetWriter.WriteComPort(output, ComPortCode.FromServer + ComPortCode.Signature, default);
    }

    private void Negotiate(TelnetCommand verb, byte option, IBufferWriter<byte> output)
    {
        _options.Hear(verb, option, output);
        // The RFC has the client say WILL; some only say DO. Either shows that it knows the option.
        if (option == (byte)TelnetOption.ComPort)
            SetComPortActive(
                _options.Ours.Has(TelnetOption.ComPort) || _options.Theirs.Has(TelnetOption.ComPort),
                output
            );
    }

    private bool TryTakeRequest(in TelnetToken token, IBufferWriter<byte> output, out ComPortRequest request)
    {
        request = default;
        if (token.Option != (byte)TelnetOption.ComPort || !_acceptsComPort)
            return false;
        if (!ComPortCodec.TryReadRequest(token.Bytes, out request))
        {
            _decoder.CountMalformed();
            return false;
        }
        SetComPortActive(true, output);
        switch (request.Kind)
        {
            case ComPortRequestKind.Suspend:
                Suspended = true;
                break;
            case ComPortRequestKind.Resume:
                Suspended = false;
                TellNews(output);
                break;
            case ComPortRequestKind.ModemStateMask:
                _notifications.ModemStateMask = (ModemState)request.Value;
                break;
            case ComPortRequestKind.LineStateMask:
                _notifications.LineStateMask = (LineState)request.Value;
                break;
        }
        return true;
    }

    private static ReadOnlySpan<byte> Text(ComPortRequestKind kind, ReadOnlySpan<byte> command) =>
        kind == ComPortRequestKind.Signature ? command[1..] : default;

    private void SetComPortActive(bool active, IBufferWriter<byte> output)
    {
        if (active == ComPortActive)
            return;
        ComPortActive = active;
        if (active)
            _notifications.OweModemState();
        else
            Suspended = false;
        TellNews(output);
    }

    private uint ValueInUse(in ComPortRequest request, in ComPortState port) =>
        request.Kind switch
        {
            ComPortRequestKind.BaudRate => port.BaudRate,
            ComPortRequestKind.DataSize => port.DataSize,
            ComPortRequestKind.Parity => (uint)port.Parity,
            ComPortRequestKind.StopSize => (uint)port.StopSize,
            ComPortRequestKind.FlowControl => (uint)port.FlowControl,
            ComPortRequestKind.InboundFlowControl => (uint)port.InboundFlowControl,
            ComPortRequestKind.Break => port.Break ? 1u : 0,
            ComPortRequestKind.Dtr => port.Dtr ? 1u : 0,
            ComPortRequestKind.Rts => port.Rts ? 1u : 0,
            ComPortRequestKind.LineStateMask => (uint)LineStateMask,
            ComPortRequestKind.ModemStateMask => (uint)ModemStateMask,
            // A purge has no value in use: 0 stands for no buffer at all.
            _ => request.Intent == ComPortIntent.Set ? request.Value : 0,
        };

    /// <summary>
    /// Tells what is due. While the client has us suspended, which holds for commands too, all is kept, and told in one
    /// when it resumes; a client without RFC 2217 is told nothing, then or later.
    /// </summary>
    private void TellNews(IBufferWriter<byte> output)
    {
        if (!ComPortActive)
            _notifications.Forget();
        else if (!Suspended)
            _notifications.Tell(output);
    }

    private void AskToSuspend(bool suspend, IBufferWriter<byte> output)
    {
        if (!ComPortActive || suspend == _askedToSuspend)
            return;
        _askedToSuspend = suspend;
        byte code = suspend ? ComPortCode.FlowControlSuspend : ComPortCode.FlowControlResume;
        TelnetWriter.WriteComPort(output, (byte)(ComPortCode.FromServer + code), default);
    }
}
