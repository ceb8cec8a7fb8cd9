using Gantry.Serial.Inventory;

namespace Gantry.Sharing.Book;

/// <summary>Which entry is a device's.</summary>
internal static class EntryMatch
{
    /// <summary>The entry of a device, or null when it is a new one.</summary>
    /// <param name="entries">The book's.</param>
    /// <param name="device">The device, which is there now.</param>
    /// <param name="taken">Numbers whose own devices are there, too.</param>
    public static PortEntry? Find(IEnumerable<PortEntry> entries, SerialDevice device, IReadOnlySet<int> taken)
    {
        PortEntry[] all = [.. entries];
        if (FindBeyondDoubt(all, device) is { } known)
            return known;
        if (device.SerialNumber.Length > 0)
        {
            // One entry, and its device is not there: it was moved to another socket. Two were told apart by their
            // sockets before, so a third socket is nobody's.
            PortEntry[] same = [.. all.Where(e => e.Pin == PortPin.None && HasSerialOf(e, device))];
            if (same is [var only] && !taken.Contains(only.Port))
                return only;
        }
        // The seed's books know a device by its name alone until it is seen for the first time.
        return all.FirstOrDefault(e => IsKnownByNameOnly(e) && e.Name == device.Name && !taken.Contains(e.Port));
    }

    /// <summary>
    /// The entry that a person has pinned to the device, or that fits in everything. Two devices cannot be in one socket, so it
    /// is the same one even when its going was never told.
    /// </summary>
    public static PortEntry? FindBeyondDoubt(IEnumerable<PortEntry> entries, SerialDevice device)
    {
        PortEntry[] all = [.. entries];
        return all.FirstOrDefault(e => e.Pin == PortPin.Serial && HasSerialOf(e, device))
            ?? all.FirstOrDefault(e => e.Pin == PortPin.Socket && IsInSocketOf(e, device))
            ?? all.FirstOrDefault(e => e.Pin == PortPin.Name && e.Name == device.Name)
            ?? all.FirstOrDefault(e => e.Pin == PortPin.None && FitsWholly(e, device));
    }

    /// <summary>The entry with what the device says of itself now; what a person has pinned stays.</summary>
    public static PortEntry Learn(PortEntry entry, SerialDevice device)
    {
        PortEntry seen = entry with { Product = device.Product, Name = device.Name, Interface = device.Interface };
        return entry.Pin switch
        {
            PortPin.Serial => seen with { Serial = entry.Serial, Socket = device.Socket },
            PortPin.Socket => seen with { Serial = device.SerialNumber, Socket = entry.Socket },
            PortPin.Name => seen with { Serial = device.SerialNumber, Socket = device.Socket, Name = entry.Name },
            _ => seen with { Serial = device.SerialNumber, Socket = device.Socket },
        };
    }

    /// <summary>By what devices are sorted that were found at once: their sockets say the same at each start.</summary>
    public static string OrderOf(SerialDevice device) =>
        device.Socket.Length > 0 ? $"usb {device.Socket} {device.Interface}" : "other " + device.Name;

    private static bool FitsWholly(PortEntry entry, SerialDevice device)
    {
        if (device.Socket.Length == 0)
            return IsKnownByNameOnly(entry) && entry.Name == device.Name;
        return IsInSocketOf(entry, device)
            && (device.SerialNumber.Length > 0 ? HasSerialOf(entry, device) : entry.Serial.Length == 0);
    }

    private static bool HasSerialOf(PortEntry entry, SerialDevice device) =>
        entry.Serial.Length > 0
        && (entry.Serial == device.SerialNumber || entry.Serial == DevicesConf.KeyOf(device.SerialNumber))
        && IsInterfaceOf(entry, device);

    private static bool IsInSocketOf(PortEntry entry, SerialDevice device) =>
        entry.Socket.Length > 0 && entry.Socket == device.Socket && IsInterfaceOf(entry, device);

    // An entry of the seed's book knows no interface yet.
    private static bool IsInterfaceOf(PortEntry entry, SerialDevice device) =>
        entry.Interface == device.Interface || (entry.Interface.Length == 0 && entry.Socket.Length == 0);

    private static bool IsKnownByNameOnly(PortEntry entry) =>
        entry is { Pin: PortPin.None, Serial: "", Socket: "", Name.Length: > 0 };
}
