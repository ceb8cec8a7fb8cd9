namespace Gantry.Fleet.Printers.Testing;

/// <summary>A connection that is to be tried out before a printer is made of it.</summary>
public sealed record ConnectionTest
{
    /// <summary>Where the printer is: a device of this machine, <c>rfc2217://host:port</c> or <c>tcp://host:port</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Bits per second; 0: the usual rates are tried.</summary>
    public int BaudRate { get; init; }

    /// <summary>Whether the board may be restarted for it. That ends a print that another host or its card has begun.</summary>
    public bool Reset { get; init; }
}
