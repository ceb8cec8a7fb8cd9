namespace Gantry.Serial;

/// <summary>The stop bits of a character. The values are those of RFC 2217, SET-STOPSIZE.</summary>
public enum StopBits
{
    /// <summary>One stop bit.</summary>
    One = 1,

    /// <summary>Two stop bits.</summary>
    Two = 2,

    /// <summary>One and a half; 5 data bits only. Linux has no such setting of its own.</summary>
    OnePointFive = 3,
}
