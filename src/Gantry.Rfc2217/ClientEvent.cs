using Gantry.Rfc2217.Telnet;

namespace Gantry.Rfc2217;

/// <summary>One thing that the far end of a client's connection sent.</summary>
public readonly ref struct ClientEvent
{
    /// <summary>Which of the other properties have a meaning.</summary>
    public ClientEventKind Kind { get; private init; }

    /// <summary>
    /// The data, a slice of the input that was read; or the text of an answer to SIGNATURE, valid until the next read.
    /// </summary>
    public ReadOnlySpan<byte> Data { get; private init; }

    /// <summary>The answer.</summary>
    public ComPortAnswer Answer { get; private init; }

    /// <summary>The modem state; bits that the mask hides are 0.</summary>
    public ModemState ModemState { get; private init; }

    /// <summary>The line state; bits that the mask hides are 0.</summary>
    public LineState LineState { get; private init; }

    /// <summary>The command, or a negotiation's WILL, WONT, DO or DONT.</summary>
    public TelnetCommand Command { get; private init; }

    /// <summary>A negotiation's option; it may be one that <see cref="TelnetOption"/> does not name.</summary>
    public TelnetOption Option { get; private init; }

    internal static ClientEvent Received(ReadOnlySpan<byte> data) => new() { Kind = ClientEventKind.Data, Data = data };

    internal static ClientEvent Answered(ComPortAnswer answer, ReadOnlySpan<byte> text = default) =>
        new()
        {
            Kind = ClientEventKind.Answer,
            Answer = answer,
            Data = text,
        };

    internal static ClientEvent Modem(ModemState state) =>
        new() { Kind = ClientEventKind.ModemState, ModemState = state };

    internal static ClientEvent Line(LineState state) => new() { Kind = ClientEventKind.LineState, LineState = state };

    internal static ClientEvent Flow(bool suspended) =>
        new() { Kind = suspended ? ClientEventKind.Suspend : ClientEventKind.Resume };

    internal static ClientEvent Negotiated(ClientEventKind kind, TelnetCommand verb, byte option) =>
        new()
        {
            Kind = kind,
            Command = verb,
            Option = (TelnetOption)option,
        };

    internal static ClientEvent Commanded(TelnetCommand command) =>
        new() { Kind = ClientEventKind.Command, Command = command };
}
