using Gantry.Serial.Inventory;

namespace Gantry.Sharing.Devices;

/// <summary>How devices are managed.</summary>
public sealed record DeviceManagerOptions
{
    /// <summary>
    /// Which new devices get a number: those on USB. The ports of the mainboard are often the machine's console, which nobody
    /// wants on the network; one of those is shared when the book has it.
    /// </summary>
    public Func<SerialDevice, bool> Accepts { get; init; } = device => device.Socket.Length > 0;

    /// <summary>
    /// Why somebody else has a device, as a sentence for people; null when nobody has. Its share then leaves it alone. Called
    /// on the manager's loop whenever something may have changed, so it must be quick.
    /// </summary>
    public Func<SerialDevice, string?> HeldBecause { get; init; } = _ => null;

    /// <summary>So many unpluggings within <see cref="FlapWindow"/> are no person's doing any more.</summary>
    public int FlapLimit { get; init; } = 6;

    /// <summary>Over which time unpluggings are counted.</summary>
    public TimeSpan FlapWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a flapping device must be quiet before it is shared again.</summary>
    public TimeSpan FlapQuiet { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait before a share that is in trouble is tried again; the wait doubles up to a minute.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
