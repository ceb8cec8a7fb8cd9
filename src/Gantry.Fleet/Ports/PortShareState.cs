namespace Gantry.Fleet.Ports;

/// <summary>How the share of a port is.</summary>
public enum PortShareState
{
    /// <summary>Its device is not plugged in.</summary>
    Absent,

    /// <summary>Somebody has stopped it, or the port book does not want it.</summary>
    Stopped,

    /// <summary>It can be used, and nobody writes.</summary>
    Listening,

    /// <summary>A client writes.</summary>
    Open,

    /// <summary>A printer of the fleet has the device.</summary>
    Held,

    /// <summary>It cannot be used just now.</summary>
    Error,
}
