namespace Gantry.Serial.HotPlug;

/// <summary>What udev tells of a device.</summary>
/// <param name="Action">What happened.</param>
/// <param name="Subsystem">The kernel's class, as in <c>tty</c>.</param>
/// <param name="Node">The name of its node below <c>/dev</c>, as in <c>ttyUSB0</c>; empty when it has none.</param>
internal readonly record struct Uevent(UeventAction Action, string Subsystem, string Node);
