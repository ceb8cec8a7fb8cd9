using Gantry.Serial.Inventory;
using Gantry.Sharing.Book;

namespace Gantry.Sharing.Devices;

/// <summary>Starts shares for devices.</summary>
internal interface IDeviceShares
{
    /// <summary>Starts a share; it listens when this returns.</summary>
    /// <param name="entry">Its number.</param>
    /// <param name="device">The device, which is there.</param>
    /// <param name="changed">Called on any thread when the share's state is another.</param>
    /// <param name="withheld">Why it leaves the device alone at first; null to open it.</param>
    /// <exception cref="ShareException">Its port cannot be listened on.</exception>
    IDeviceShare Start(PortEntry entry, SerialDevice device, Action changed, string? withheld);
}
