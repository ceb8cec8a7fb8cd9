using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Gantry.Fleet.Printers;
using Gantry.Printing.Ports;
using Gantry.Serial;
using Gantry.Serial.Inventory;
using Gantry.Sharing;

namespace Gantry.Fleet.Ports;

/// <summary>
/// One owner for each device: what a printer of the fleet is configured on belongs to that printer, as long as it is switched
/// on or still connected, and no share touches it.
/// </summary>
internal sealed class PortHolders(ConcurrentDictionary<long, PrinterHost> hosts)
{
    private readonly ConcurrentDictionary<Loan, PortAddress> _loans = new();

    /// <summary>A connection is to be tried at an address: its share leaves the device alone until this is disposed.</summary>
    public IDisposable Lend(PortAddress address)
    {
        var loan = new Loan(_loans);
        _loans[loan] = address;
        return loan;
    }

    /// <summary>The printer that uses a device, or null.</summary>
    public PrinterHost? OfDevice(SerialDevice device) =>
        Active().FirstOrDefault(h => AddressOf(h) is { } address && h.Follower.IsBehind(address, device));

    /// <summary>The printer that prints through the share of a number on this machine, or null.</summary>
    public PrinterHost? OfShare(int port) =>
        Active()
            .FirstOrDefault(h =>
                AddressOf(h) is { Scheme: not PortScheme.Device, IsWatch: false } address
                && address.Port == port
                && IsThisMachine(address.Host)
            );

    /// <summary>Why a share must leave a device alone; null when it need not.</summary>
    public string? ReasonFor(SerialDevice device) =>
        OfDevice(device) is { } host ? $"The printer {host.Config.Record.Name} has the device."
        : _loans.Values.Any(a => DeviceFollower.IsOpenedAt(a, device)) ? "A connection to the device is being tested."
        : null;

    /// <summary>Whether the client that has a share may be put out by another one: a printer of the fleet may not.</summary>
    public bool MayBeTakenOver(string share, ShareHolder holder) =>
        !(
            int.TryParse(share, NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && OfShare(port) is not null
            && IsThisMachine(holder.Address.Address.ToString())
        );

    /// <summary>Printers that use a device, for comparing with what was before.</summary>
    public IReadOnlyList<(long Id, string Url)> Snapshot() =>
        [.. Active().Select(h => (h.Id, h.Config.Record.Url)).OrderBy(h => h.Id)];

    private IEnumerable<PrinterHost> Active() =>
        hosts.Values.Where(h => h.Config.Record.IsEnabled || h.Printer is not null);

    private static PortAddress? AddressOf(PrinterHost host)
    {
        try
        {
            return PortAddress.Parse(host.Config.Record.Url);
        }
        catch (SerialPortException)
        {
            // An address that is none uses nothing.
            return null;
        }
    }

    private sealed class Loan(ConcurrentDictionary<Loan, PortAddress> loans) : IDisposable
    {
        public void Dispose() => loans.TryRemove(this, out _);
    }

    private static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || string.Equals(host, Environment.MachineName, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
