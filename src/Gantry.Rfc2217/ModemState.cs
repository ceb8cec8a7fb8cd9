namespace Gantry.Rfc2217;

/// <summary>
/// The modem lines that a port reads, and which of them changed, with the bits of NOTIFY-MODEMSTATE (RFC 2217 §4).
/// </summary>
[Flags]
public enum ModemState : byte
{
    /// <summary>All lines off, none changed.</summary>
    None = 0,

    /// <summary>Clear To Send changed.</summary>
    DeltaCts = 0x01,

    /// <summary>Data Set Ready changed.</summary>
    DeltaDsr = 0x02,

    /// <summary>Ring Indicator went off.</summary>
    TrailingEdgeRi = 0x04,

    /// <summary>Carrier Detect changed.</summary>
    DeltaCd = 0x08,

    /// <summary>Clear To Send is on.</summary>
    Cts = 0x10,

    /// <summary>Data Set Ready is on.</summary>
    Dsr = 0x20,

    /// <summary>Ring Indicator is on.</summary>
    Ri = 0x40,

    /// <summary>Carrier Detect (Receive Line Signal Detect) is on.</summary>
    Cd = 0x80,

    /// <summary>The four bits that say how the lines stand.</summary>
    Lines = Cts | Dsr | Ri | Cd,

    /// <summary>The four bits that say what changed.</summary>
    Changes = DeltaCts | DeltaDsr | TrailingEdgeRi | DeltaCd,

    /// <summary>Every bit: the mask that a session begins with (RFC 2217 §3).</summary>
    All = Lines | Changes,
}
