using System.Net;

namespace Gantry.Sharing;

/// <summary>What is to be shared, and where.</summary>
/// <param name="Name">A name that stays when the device's path changes; unique within a <see cref="ShareServer"/>.</param>
/// <param name="Device">The tty's path, as <c>/dev/ttyUSB0</c>; links are followed.</param>
/// <param name="Address">Where clients connect; port 0 takes a free one. <see cref="IPAddress.IPv6Any"/> serves IPv4, too.</param>
public sealed record ShareDefinition(string Name, string Device, IPEndPoint Address)
{
    /// <summary>How it behaves.</summary>
    public ShareOptions Options { get; init; } = new();

    /// <summary>
    /// Why the device is not opened at the start, as a sentence for clients; null to open it. <see cref="Share.DeviceReturned"/>
    /// opens it.
    /// </summary>
    public string? WithheldBecause { get; init; }
}
