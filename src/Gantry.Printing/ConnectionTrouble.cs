using Gantry.Firmware.Detection;
using Gantry.Serial;

namespace Gantry.Printing;

/// <summary>Why there is no connection.</summary>
/// <param name="Port">What is wrong with the port; null when it is open and no printer answers on it.</param>
/// <param name="Device">What the device seems to be that did not answer; null when the port could not be opened.</param>
/// <param name="Text">The same in words.</param>
public sealed record ConnectionTrouble(SerialError? Port, DeviceKind? Device, string Text);
