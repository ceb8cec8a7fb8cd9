namespace Gantry.Rfc2217;

/// <summary>
/// What holds back the data that goes to the device, or both directions where a port knows no difference, with the
/// numbers of SET-CONTROL (RFC 2217 §2).
/// </summary>
public enum ComPortFlowControl : byte
{
    /// <summary>Nothing.</summary>
    None = 1,

    /// <summary>The device's XOFF and XON.</summary>
    XonXoff = 2,

    /// <summary>CTS.</summary>
    Hardware = 3,

    /// <summary>DCD.</summary>
    Dcd = 17,

    /// <summary>DSR.</summary>
    Dsr = 19,
}
