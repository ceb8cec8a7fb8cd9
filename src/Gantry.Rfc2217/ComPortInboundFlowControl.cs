namespace Gantry.Rfc2217;

/// <summary>
/// How the access server holds back the data that comes from the device, with the numbers of SET-CONTROL
/// (RFC 2217 §2).
/// </summary>
public enum ComPortInboundFlowControl : byte
{
    /// <summary>Not at all.</summary>
    None = 14,

    /// <summary>It sends XOFF and XON.</summary>
    XonXoff = 15,

    /// <summary>By RTS.</summary>
    Hardware = 16,

    /// <summary>By DTR.</summary>
    Dtr = 18,
}
