using Gantry.Serial.Inventory;

namespace Gantry.Serial.HotPlug;

/// <summary>A device as it was seen.</summary>
/// <param name="Device">What it is.</param>
/// <param name="Birth">A number of the kernel's that a device gets anew each time it is plugged in.</param>
/// <param name="Round">How often the name's device had gone before.</param>
/// <param name="IsUsable">Whether this process may open it.</param>
internal sealed record Sighting(SerialDevice Device, ulong Birth, int Round, bool IsUsable)
{
    /// <summary>Whether it is the same plugging: what the device says of itself may have changed meanwhile.</summary>
    public bool IsSamePlugging(Sighting other) => Birth == other.Birth && Round == other.Round;
}
