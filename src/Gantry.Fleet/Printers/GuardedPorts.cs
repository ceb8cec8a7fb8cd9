using System.Net;
using System.Net.Sockets;
using Gantry.Fleet.Notifications.Senders;
using Gantry.Serial;

namespace Gantry.Fleet.Printers;

/// <summary>
/// Opens the ports of printers, but never at an address where no printer is and secrets may be: link-local ones (where clouds
/// keep the keys of their machines), multicast and broadcast. A name is looked up here and opened by the address that was
/// judged, so one that changes its mind gains nothing.
/// </summary>
internal sealed class GuardedPorts(ISerialPortOpener inner) : ISerialPortOpener
{
    /// <summary>Of the addresses of one name; each that does not answer costs a time limit.</summary>
    private const int MostAddresses = 4;

    public async Task<ISerialPort> OpenAsync(
        PortAddress address,
        PortOptions options,
        CancellationToken cancellationToken
    )
    {
        if (address.Scheme == PortScheme.Device)
            return await inner.OpenAsync(address, options, cancellationToken);
        IPAddress[] all = await LookUpAsync(address, cancellationToken);
        IPAddress[] good = [.. all.Where(a => AddressRules.IsAllowed(a, allowLocal: true)).Take(MostAddresses)];
        if (good.Length == 0)
            throw new SerialPortException(
                SerialError.BadAddress,
                $"{address}: {string.Join(", ", all.Take(3).Select(a => a.ToString()))} is a link-local or multicast address, where Gantry opens no printers. Give the host an ordinary address."
            );
        foreach (IPAddress one in good[..^1])
            try
            {
                return await inner.OpenAsync(address.At(one), options, cancellationToken);
            }
            catch (SerialPortException e) when (e.Error is SerialError.NotFound or SerialError.Timeout)
            {
                // The name has another address.
            }
        return await inner.OpenAsync(address.At(good[^1]), options, cancellationToken);
    }

    private static async Task<IPAddress[]> LookUpAsync(PortAddress address, CancellationToken stop)
    {
        if (IPAddress.TryParse(address.Host, out IPAddress? plain))
            return [plain];
        try
        {
            return await AddressRules.ResolveAsync(address.Host, stop).WaitAsync(address.AnswerTimeout, stop);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            throw new SerialPortException(
                SerialError.NotFound,
                $"{address}: the name '{address.Host}' is not known in this network. Check it, or write the address.",
                e
            );
        }
    }
}
