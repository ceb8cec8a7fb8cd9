namespace Gantry.Serial;

/// <summary>Modem lines of a port that are on. The values are the kernel's TIOCM bits (asm-generic/termios.h).</summary>
[Flags]
public enum ModemLines
{
    /// <summary>No line is on.</summary>
    None = 0,

    /// <summary>Data terminal ready; an output. On most printer boards its rising edge resets the processor.</summary>
    Dtr = 0x002,

    /// <summary>Request to send; an output.</summary>
    Rts = 0x004,

    /// <summary>Clear to send; an input.</summary>
    Cts = 0x020,

    /// <summary>Data carrier detect; an input.</summary>
    Dcd = 0x040,

    /// <summary>Ring indicator; an input.</summary>
    Ri = 0x080,

    /// <summary>Data set ready; an input.</summary>
    Dsr = 0x100,
}
