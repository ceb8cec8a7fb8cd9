using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Serial.Inventory;

namespace Gantry.Fleet.Discovery;

/// <summary>Finds what could be added to the fleet: serial devices of this machine and shares on the network.</summary>
public sealed class FoundPrinters
{
    private readonly PrinterService _printers;
    private readonly SerialInventory _inventory;

    internal FoundPrinters(PrinterService printers, SerialInventory inventory) =>
        (_printers, _inventory) = (printers, inventory);

    /// <summary>Who knows the network's shares; null as long as nobody looks for them.</summary>
    public IShareBrowser? Network { get; set; }

    /// <summary>Everything that was found, what the fleet has already marked as such.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public IReadOnlyList<FoundPrinter> List(Caller caller)
    {
        caller.Demand(Right.PrintersManage);
        HashSet<string> known = new(
            _printers.Hosts.Select(h => h.Config.Record.Url.Trim()),
            StringComparer.OrdinalIgnoreCase
        );
        IEnumerable<FoundPrinter> local = _inventory
            .List()
            .Where(d => d.VendorId.Length > 0)
            .Select(d => Local(d, known));
        IEnumerable<FoundPrinter> network = (Network?.List() ?? []).Select(f =>
            f with
            {
                Source = FoundSource.Network,
                Configured = f.Configured || known.Contains(f.Url),
            }
        );
        return [.. local, .. network];
    }

    /// <summary>The address that stays the same when it is plugged in again comes first.</summary>
    private static FoundPrinter Local(SerialDevice device, HashSet<string> known)
    {
        string[] names = [.. new[] { device.ByIdPath, device.ByPathPath, device.Path }.OfType<string>()];
        return new FoundPrinter
        {
            Url = device.SerialNumber.Length > 0 ? names[0] : device.ByPathPath ?? device.Path,
            Name = device.Product.Length > 0 ? device.Product : device.Name,
            Product = device.Product,
            Manufacturer = device.Manufacturer,
            SerialNumber = device.SerialNumber,
            UsbId = $"{device.VendorId}:{device.ProductId}",
            Source = FoundSource.Local,
            Configured = names.Any(known.Contains),
        };
    }
}
