namespace Gantry.Sharing.Devices;

/// <summary>How a device of the port book is.</summary>
public enum DeviceState
{
    /// <summary>It is not plugged in; its number is kept.</summary>
    Absent,

    /// <summary>It is there and shared.</summary>
    Shared,

    /// <summary>It is there, but its port cannot be shared just now; it is tried again.</summary>
    Trouble,

    /// <summary>It came and went too often; it is shared again after a time of quiet.</summary>
    Flapping,

    /// <summary>It is there, and something else on this machine uses it, as a printer does; its share leaves it alone.</summary>
    Held,

    /// <summary>It is there, and somebody has stopped its share.</summary>
    Stopped,

    /// <summary>It is there, and the port book says that it is not to be shared.</summary>
    Disabled,
}
