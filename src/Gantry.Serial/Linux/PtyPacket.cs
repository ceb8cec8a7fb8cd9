namespace Gantry.Serial.Linux;

/// <summary>What happened at the tty of a <see cref="PtyPair"/> in packet mode (asm-generic/ioctls.h).</summary>
[Flags]
public enum PtyPacket : byte
{
    /// <summary>Data follows.</summary>
    Data = 0,

    /// <summary>What the user did not read yet was thrown away.</summary>
    FlushRead = 0x01,

    /// <summary>What the user wrote was thrown away.</summary>
    FlushWrite = 0x02,

    /// <summary>Output is held.</summary>
    Stop = 0x04,

    /// <summary>Output goes on.</summary>
    Start = 0x08,

    /// <summary>XON and XOFF are not obeyed any more.</summary>
    NoStop = 0x10,

    /// <summary>XON and XOFF are obeyed.</summary>
    DoStop = 0x20,

    /// <summary>The settings were changed.</summary>
    Settings = 0x40,
}
