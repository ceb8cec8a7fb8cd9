using Gantry.Serial;

namespace Gantry.Fleet.Printers.Testing;

/// <summary>Tells whether two addresses lead to the same port: a device has many names.</summary>
internal static class PortKey
{
    /// <summary>The same text for the same port, as far as that can be seen from here.</summary>
    public static string Of(PortAddress address) =>
        address.Scheme == PortScheme.Device
            ? Target(address.Path)
            : $"{address.Host.ToLowerInvariant()} {address.Port}";

    /// <summary>The same of an address as text; null when it is none.</summary>
    public static string? Of(string url)
    {
        try
        {
            return Of(PortAddress.Parse(url));
        }
        catch (SerialPortException)
        {
            return null;
        }
    }

    private static string Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not there, or a circle: opening it says so in words.
            return path;
        }
    }
}
