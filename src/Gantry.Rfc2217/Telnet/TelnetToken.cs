namespace Gantry.Rfc2217.Telnet;

/// <summary>One thing read from a Telnet stream.</summary>
internal readonly ref struct TelnetToken
{
    private TelnetToken(TelnetTokenKind kind, TelnetCommand command, byte option, ReadOnlySpan<byte> bytes)
    {
        Kind = kind;
        Command = command;
        Option = option;
        Bytes = bytes;
    }

    public TelnetTokenKind Kind { get; }

    /// <summary>The command, or the verb of a negotiation.</summary>
    public TelnetCommand Command { get; }

    /// <summary>The option of a negotiation or sub-negotiation.</summary>
    public byte Option { get; }

    /// <summary>
    /// Data: a slice of the input. Sub-negotiation: what stands behind the option byte, valid until the next read.
    /// </summary>
    public ReadOnlySpan<byte> Bytes { get; }

    public static TelnetToken OfData(ReadOnlySpan<byte> bytes) => new(TelnetTokenKind.Data, default, 0, bytes);

    public static TelnetToken OfCommand(TelnetCommand command) => new(TelnetTokenKind.Command, command, 0, default);

    public static TelnetToken OfNegotiation(TelnetCommand verb, byte option) =>
        new(TelnetTokenKind.Negotiation, verb, option, default);

    public static TelnetToken OfSubnegotiation(ReadOnlySpan<byte> parameters) =>
        new(TelnetTokenKind.Subnegotiation, default, parameters[0], parameters[1..]);
}
