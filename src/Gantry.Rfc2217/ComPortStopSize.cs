namespace Gantry.Rfc2217;

/// <summary>Stop bits, with the numbers of SET-STOPSIZE (RFC 2217 §2).</summary>
public enum ComPortStopSize : byte
{
    /// <summary>1 stop bit.</summary>
    One = 1,

    /// <summary>2 stop bits.</summary>
    Two = 2,

    /// <summary>1.5 stop bits.</summary>
    OneAndHalf = 3,
}
