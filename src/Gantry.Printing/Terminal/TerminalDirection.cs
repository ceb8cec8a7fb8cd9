namespace Gantry.Printing.Terminal;

/// <summary>Who said a line of the terminal's log.</summary>
public enum TerminalDirection : byte
{
    /// <summary>The host, to the printer.</summary>
    Sent,

    /// <summary>The printer.</summary>
    Received,

    /// <summary>The host, about what happens: connected, interrupted.</summary>
    Note,
}
