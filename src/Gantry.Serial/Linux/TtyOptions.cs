namespace Gantry.Serial.Linux;

/// <summary>How a tty is opened.</summary>
/// <param name="HangUpOnClose">
/// Whether closing drops DTR (HUPCL), so that the next opening raises it and resets most printer boards.
/// </param>
public sealed record TtyOptions(bool HangUpOnClose = false);
