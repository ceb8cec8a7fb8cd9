namespace Gantry.Serial.Linux;

/// <summary>Flow control as termios knows it: XON/XOFF for each direction by itself, RTS/CTS for both.</summary>
/// <param name="ObeysXoff">The device's XOFF holds back what is sent to it (IXON).</param>
/// <param name="SendsXoff">XOFF is sent to the device when the driver's buffer fills (IXOFF).</param>
/// <param name="RtsCts">The RTS and CTS lines, both directions (CRTSCTS).</param>
public readonly record struct TtyFlow(bool ObeysXoff, bool SendsXoff, bool RtsCts);
