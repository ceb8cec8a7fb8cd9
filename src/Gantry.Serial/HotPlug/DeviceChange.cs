using Gantry.Serial.Inventory;

namespace Gantry.Serial.HotPlug;

/// <summary>A device came, went, or can be used now.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Device">The device as it was when it came.</param>
public sealed record DeviceChange(DeviceChangeKind Kind, SerialDevice Device);
