using Gantry.Serial.Inventory;
using Gantry.Serial.Linux;

namespace Gantry.Serial.HotPlug;

/// <summary>What one look at a name showed.</summary>
/// <param name="Device">The device, or null when there is none.</param>
/// <param name="Birth">See <see cref="Sighting"/>.</param>
/// <param name="IsUsable">Whether this process may open it.</param>
internal sealed record DeviceLook(SerialDevice? Device, ulong Birth, bool IsUsable)
{
    /// <summary>Looks. It may block: sysfs asks a sick USB device for its lock.</summary>
    /// <param name="inventory">Where devices are described.</param>
    /// <param name="name">The tty's name.</param>
    /// <param name="isUsable">Whether this process may open a node.</param>
    public static DeviceLook At(SerialInventory inventory, string name, Func<string, bool> isUsable)
    {
        try
        {
            SerialDevice? device = inventory.Find(name);
            if (device is null || !File.Exists(device.Path))
                return new DeviceLook(null, 0, IsUsable: false);
            // sysfs numbers its folders anew for each device; the nodes' folder may give a number a second time.
            ulong birth = Inode.Of(Path.Combine(inventory.TtyFolder, name, "."));
            return new DeviceLook(device, birth, isUsable(device.Path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It went while it was looked at; its going is told, too.
            return new DeviceLook(null, 0, IsUsable: false);
        }
    }
}
