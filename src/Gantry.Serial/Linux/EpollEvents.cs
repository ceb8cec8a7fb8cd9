namespace Gantry.Serial.Linux;

/// <summary>What a file descriptor is ready for, or is watched for (sys/epoll.h).</summary>
[Flags]
public enum EpollEvents : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Bytes to read, or an end to be seen by reading.</summary>
    In = 0x001,

    /// <summary>Urgent data or a state change.</summary>
    Priority = 0x002,

    /// <summary>Room to write.</summary>
    Out = 0x004,

    /// <summary>An error; always watched.</summary>
    Error = 0x008,

    /// <summary>The far end is gone; always watched.</summary>
    HangUp = 0x010,

    /// <summary>The peer of a socket has ended its sending.</summary>
    ReadHangUp = 0x2000,

    /// <summary>Tell each change once, not as long as it lasts.</summary>
    EdgeTriggered = 0x80000000,
}
