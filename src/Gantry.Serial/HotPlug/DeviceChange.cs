using Gantry.Serial.Inventory;

namespace Gantry.Serial.HotPlug;

/// <summary>A device came or went.</summary>
/// <param name="Kind">Which of both.</param>
/// <param name="Device">The device as it was when it came.</param>
public sealed record DeviceChange(DeviceChangeKind Kind, SerialDevice Device);
