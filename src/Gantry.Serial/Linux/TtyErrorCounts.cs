namespace Gantry.Serial.Linux;

/// <summary>What a driver counted of a tty's troubles (TIOCGICOUNT).</summary>
/// <param name="Overruns">Bytes lost because nobody took them in time.</param>
/// <param name="Parity">Bytes with a wrong parity bit.</param>
/// <param name="Framing">Bytes without a stop bit.</param>
/// <param name="Breaks">Breaks.</param>
public readonly record struct TtyErrorCounts(int Overruns, int Parity, int Framing, int Breaks);
