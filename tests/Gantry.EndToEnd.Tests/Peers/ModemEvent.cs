namespace Gantry.EndToEnd.Tests.Peers;

/// <summary>Something that a program did to a tty, or a test to its inputs.</summary>
/// <param name="Seconds">When, on the machine's monotonic clock.</param>
/// <param name="Device">Which tty.</param>
/// <param name="What"><c>dtr</c>, <c>rts</c>, <c>break</c>, <c>termios</c> or the name of an ioctl.</param>
/// <param name="Value">The new state.</param>
internal sealed record ModemEvent(double Seconds, string Device, string What, string Value);
