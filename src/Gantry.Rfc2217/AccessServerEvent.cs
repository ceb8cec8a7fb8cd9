using Gantry.Rfc2217.Telnet;

namespace Gantry.Rfc2217;

/// <summary>One thing that a client sent.</summary>
public readonly ref struct AccessServerEvent
{
    /// <summary>Which of the other properties have a meaning.</summary>
    public AccessServerEventKind Kind { get; private init; }

    /// <summary>
    /// The data, a slice of the input that was read; or the text of a client's SIGNATURE, valid until the next read.
    /// </summary>
    public ReadOnlySpan<byte> Data { get; private init; }

    /// <summary>The request.</summary>
    public ComPortRequest Request { get; private init; }

    /// <summary>The command, or a negotiation's WILL, WONT, DO or DONT.</summary>
    public TelnetCommand Command { get; private init; }

    /// <summary>A negotiation's option; it may be one that <see cref="TelnetOption"/> does not name.</summary>
    public TelnetOption Option { get; private init; }

    internal static AccessServerEvent Received(ReadOnlySpan<byte> data) =>
        new() { Kind = AccessServerEventKind.Data, Data = data };

    internal static AccessServerEvent Requested(ComPortRequest request, ReadOnlySpan<byte> text) =>
        new()
        {
            Kind = AccessServerEventKind.Request,
            Request = request,
            Data = text,
        };

    internal static AccessServerEvent Negotiated(TelnetCommand verb, byte option) =>
        new()
        {
            Kind = AccessServerEventKind.Negotiation,
            Command = verb,
            Option = (TelnetOption)option,
        };

    internal static AccessServerEvent Commanded(TelnetCommand command) =>
        new()
        {
            Kind = command == TelnetCommand.Break ? AccessServerEventKind.Break : AccessServerEventKind.Command,
            Command = command,
        };
}
