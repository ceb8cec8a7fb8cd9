namespace Gantry.Rfc2217;

/// <summary>What a client sent.</summary>
public enum AccessServerEventKind : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Bytes for the serial port.</summary>
    Data,

    /// <summary>A request, to be carried out and then given to <see cref="AccessServerSession.Answer"/>.</summary>
    Request,

    /// <summary>Telnet's break key: a short break on the line.</summary>
    Break,

    /// <summary>A Telnet option was negotiated; already answered, worth a line in a log.</summary>
    Negotiation,

    /// <summary>Another Telnet command; already answered where it has an answer.</summary>
    Command,
}
