namespace Gantry.Serial;

/// <summary>Why a port could not be opened or came to an end.</summary>
public enum SerialError
{
    /// <summary>The address cannot be understood.</summary>
    BadAddress,

    /// <summary>There is no such device, host or listening port.</summary>
    NotFound,

    /// <summary>Somebody else has it open.</summary>
    Busy,

    /// <summary>This user may not open it.</summary>
    NotPermitted,

    /// <summary>It exists, but is no serial port.</summary>
    NotSerial,

    /// <summary>The driver does not do this baud rate or frame format.</summary>
    SettingsRefused,

    /// <summary>The far end does not speak RFC 2217.</summary>
    NotRfc2217,

    /// <summary>It did not answer in time.</summary>
    Timeout,

    /// <summary>It was open and vanished: unplugged, or the connection was cut.</summary>
    Lost,

    /// <summary>This operating system has no such port.</summary>
    NotSupported,

    /// <summary>A local port, or its name, cannot be made.</summary>
    CannotCreate,

    /// <summary>The system said something else; the message has it.</summary>
    Other,
}
