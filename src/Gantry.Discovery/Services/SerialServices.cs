namespace Gantry.Discovery.Services;

/// <summary>How serial shares are announced.</summary>
public static class SerialServices
{
    /// <summary>A share that speaks RFC 2217.</summary>
    public const string Rfc2217 = "_rfc2217._tcp";

    /// <summary>A share that speaks nothing: the bytes of the port and no more.</summary>
    public const string Raw = "_serial-raw._tcp";

    /// <summary>Key of the text: the device's product name.</summary>
    public const string Product = "product";

    /// <summary>Key of the text: the device's USB serial number, by which it is found again.</summary>
    public const string SerialNumber = "serial";

    /// <summary>Key of the text: the device on its machine, as <c>/dev/ttyUSB0</c>.</summary>
    public const string Device = "tty";
}
