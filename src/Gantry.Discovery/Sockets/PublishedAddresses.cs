using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gantry.Discovery.Sockets;

/// <summary>
/// Which addresses of an interface are told to others: those that stay. It is avahi's choice too, and must be, for two responders of
/// one machine that disagree about its addresses take each other for another machine.
/// </summary>
internal static class PublishedAddresses
{
    /// <summary>linux/if_addr.h: made for a while, to be given up, or not sure yet.</summary>
    private const int TemporaryDeprecatedTentative = 0x01 | 0x20 | 0x40;

    private const string Table = "/proc/net/if_inet6";

    /// <summary>All of IPv4; of IPv6 the lasting ones, and those of the link alone only when there are no others.</summary>
    public static IPAddress[] Choose(IReadOnlyList<IPAddress> all)
    {
        HashSet<IPAddress> passing = Passing();
        IPAddress[] v6 =
        [
            .. all.Where(a => a.AddressFamily == AddressFamily.InterNetworkV6 && !passing.Contains(Plain(a))),
        ];
        IPAddress[] wide = [.. v6.Where(a => !a.IsIPv6LinkLocal)];
        return [.. all.Where(a => a.AddressFamily == AddressFamily.InterNetwork), .. wide.Length > 0 ? wide : v6];
    }

    private static HashSet<IPAddress> Passing()
    {
        var passing = new HashSet<IPAddress>();
        if (!File.Exists(Table))
            return passing;
        foreach (string line in File.ReadLines(Table))
        {
            // Address, interface, prefix, scope, flags, name; all numbers in hexadecimal.
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (
                fields.Length >= 6
                && fields[0].Length == 32
                && int.TryParse(fields[4], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int flags)
                && (flags & TemporaryDeprecatedTentative) != 0
            )
                passing.Add(new IPAddress(Convert.FromHexString(fields[0])));
        }
        return passing;
    }

    private static IPAddress Plain(IPAddress address) => new(address.GetAddressBytes());
}
