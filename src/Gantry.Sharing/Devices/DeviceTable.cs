using Gantry.Serial.Inventory;
using Gantry.Sharing.Book;

namespace Gantry.Sharing.Devices;

/// <summary>All numbers with their devices. It belongs to the manager's loop.</summary>
internal sealed class DeviceTable(
    BookKeeper keeper,
    IDeviceShares shares,
    DeviceManagerOptions options,
    TimeProvider time,
    Action<DeviceSlot> wake
)
{
    private readonly SortedDictionary<int, DeviceSlot> _slots = [];

    /// <summary>All that are there by their names, also those without a number: a changed book may have one for them.</summary>
    private readonly Dictionary<string, SerialDevice> _present = [];

    /// <summary>Devices that were there before the first change is told.</summary>
    /// <exception cref="PortBookException">The book cannot be read, or is damaged.</exception>
    public async Task BeginAsync(IReadOnlyList<SerialDevice> present, CancellationToken cancellationToken)
    {
        await keeper.ReadAsync();
        foreach (SerialDevice device in present)
            _present[device.Name] = device;
        SerialDevice[] welcome = [.. present.Where(IsWelcome)];
        await ChangeBookAsync(book => book.AssignAll(welcome), cancellationToken);
        foreach (PortEntry entry in keeper.Book.Entries)
            SlotOf(entry);
        foreach (SerialDevice device in welcome)
            await PlugAsync(device, cancellationToken);
    }

    public async Task PlugAsync(SerialDevice device, CancellationToken cancellationToken)
    {
        _present[device.Name] = device;
        if (!IsWelcome(device) || _slots.Values.Any(s => IsSame(s.Device, device)))
            return;
        await ChangeBookAsync(book => book.Assign(device, Taken(device)).Book, cancellationToken);
        if (EntryOf(device) is not { } entry)
            return;
        DeviceSlot slot = SlotOf(entry);
        await slot.UpdateAsync(entry);
        if (slot.Device is { } before && before.Name != device.Name)
            _present.Remove(before.Name);
        slot.Plug(device);
        await slot.ApplyAsync();
    }

    public async Task UnplugAsync(SerialDevice device)
    {
        _present.Remove(device.Name);
        // One that came again under another name before its going was told is another device by now.
        if (_slots.Values.FirstOrDefault(s => s.Device?.Name == device.Name) is not { } slot)
            return;
        slot.Unplug($"The device {device.Path} was unplugged.");
        await slot.ApplyAsync();
    }

    /// <summary>What kept the device from being opened may be over: its permissions were set late.</summary>
    public async Task TryNowAsync(SerialDevice device)
    {
        if (_slots.Values.FirstOrDefault(s => s.Device?.Name == device.Name) is { } slot)
            await slot.TryNowAsync();
    }

    public async Task<DeviceStatus?> SwitchAsync(int port, bool on)
    {
        if (!_slots.TryGetValue(port, out DeviceSlot? slot))
            return null;
        slot.IsStopped = !on;
        await slot.ApplyAsync();
        return slot.Status;
    }

    /// <summary>Looks at all shares again.</summary>
    public async Task ApplyAllAsync()
    {
        foreach (DeviceSlot slot in _slots.Values)
            await slot.ApplyAsync();
    }

    /// <summary>Brings all numbers in line with a book that somebody has changed.</summary>
    public async Task ReadBookAsync()
    {
        if (!await keeper.ReadAgainAsync())
            return;
        // Those with a number first, in its order: where the new book knows none of them, they keep it.
        SerialDevice[] numbered = [.. _slots.Values.Select(s => s.Device).OfType<SerialDevice>()];
        SerialDevice[] others = [.. _present.Values.ExceptBy(numbered.Select(d => d.Name), d => d.Name)];
        foreach (DeviceSlot slot in _slots.Values.Where(s => !IsStillRight(s)).ToArray())
        {
            _slots.Remove(slot.Entry.Port);
            await slot.EndShareAsync();
            slot.Dispose();
        }
        foreach (PortEntry entry in keeper.Book.Entries)
        {
            DeviceSlot slot = SlotOf(entry);
            await slot.UpdateAsync(entry);
            await slot.ApplyAsync();
        }
        foreach (SerialDevice device in numbered.Concat(others))
            await PlugAsync(device, CancellationToken.None);
    }

    public DevicesSnapshot Snapshot(long version) =>
        new(version, [.. _slots.Values.Select(s => s.Status)], keeper.Trouble);

    public async Task EndAsync()
    {
        foreach (DeviceSlot slot in _slots.Values)
            slot.Dispose();
        await Task.WhenAll(_slots.Values.Select(s => s.EndShareAsync()));
    }

    /// <summary>Whether the book still has the number, and for the same device.</summary>
    private bool IsStillRight(DeviceSlot slot) =>
        keeper.Book[slot.Entry.Port] is not null
        && (slot.Device is not { } device || EntryOf(device)?.Port == slot.Entry.Port);

    /// <summary>The same device under the same name; links that udev lays later make no difference.</summary>
    private static bool IsSame(SerialDevice? a, SerialDevice b) =>
        a is not null && a with { ByIdPath = b.ByIdPath, ByPathPath = b.ByPathPath } == b;

    private bool IsWelcome(SerialDevice device) =>
        options.Accepts(device) || EntryMatch.Find(keeper.Book.Entries, device, Taken(device)) is not null;

    /// <summary>Gives numbers; a book that is full is told, and the device stays without.</summary>
    private async Task ChangeBookAsync(Func<PortBook, PortBook> change, CancellationToken cancellationToken)
    {
        try
        {
            await keeper.ChangeAsync(change, cancellationToken);
        }
        catch (PortBookException e)
        {
            keeper.Tell(e.Message);
        }
    }

    private PortEntry? EntryOf(SerialDevice device) => EntryMatch.Find(keeper.Book.Entries, device, Taken(device));

    /// <summary>Numbers whose devices are there, except for this one's.</summary>
    private HashSet<int> Taken(SerialDevice device) =>
        [.. _slots.Values.Where(s => s.Device is { } other && other.Name != device.Name).Select(s => s.Entry.Port)];

    private DeviceSlot SlotOf(PortEntry entry)
    {
        if (!_slots.TryGetValue(entry.Port, out DeviceSlot? slot))
            _slots[entry.Port] = slot = new DeviceSlot(entry, options, shares, time, wake);
        return slot;
    }
}
