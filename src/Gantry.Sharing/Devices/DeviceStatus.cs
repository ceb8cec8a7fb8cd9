using Gantry.Serial.Inventory;
using Gantry.Sharing.Book;

namespace Gantry.Sharing.Devices;

/// <summary>A device of the port book at one moment.</summary>
/// <param name="Entry">Its entry, with its number.</param>
/// <param name="Device">The device, or null while it is not plugged in.</param>
/// <param name="State">How it is.</param>
/// <param name="Reason">Why it is so, as a sentence for people; empty when there is nothing to explain.</param>
/// <param name="Since">Since when it is so.</param>
public sealed record DeviceStatus(
    PortEntry Entry,
    SerialDevice? Device,
    DeviceState State,
    string Reason,
    DateTimeOffset Since
)
{
    /// <summary>The TCP port at which it is shared.</summary>
    public int Port => Entry.Port;
}
