using Gantry.Serial.Inventory;

namespace Gantry.Sharing.Book;

/// <summary>
/// Which device has which number. A device keeps its number for good: it is known by its USB serial number, else by its socket,
/// else by its name. Two boards with the same serial number are told apart by their sockets from the moment that both were
/// there at once.
/// </summary>
public sealed class PortBook
{
    /// <summary>The first number, as in the serial portal that this replaces.</summary>
    public const int DefaultFirstPort = 4001;

    /// <summary>Adapters that make up a serial number at each start must not fill a disk.</summary>
    public const int MostEntries = 2000;

    private const int LastPort = 65535;
    private const int LongestLabel = 100;

    private PortBook(int firstPort, SortedList<int, PortEntry> entries)
    {
        FirstPort = firstPort;
        ByPort = entries;
    }

    /// <summary>The lowest number that is given.</summary>
    public int FirstPort { get; }

    /// <summary>All entries, in the order of their numbers.</summary>
    public IEnumerable<PortEntry> Entries => ByPort.Values;

    /// <summary>Never changed: a changed book has a copy.</summary>
    private SortedList<int, PortEntry> ByPort { get; }

    /// <summary>A book without entries.</summary>
    /// <param name="firstPort">The lowest number to give, 1 to 65535.</param>
    public static PortBook Empty(int firstPort = DefaultFirstPort) => new(firstPort, []);

    /// <summary>A book of entries that were kept somewhere.</summary>
    /// <exception cref="PortBookException">A number is no TCP port, or stands there twice.</exception>
    public static PortBook Of(int firstPort, IEnumerable<PortEntry> entries)
    {
        var byPort = new SortedList<int, PortEntry>();
        CheckPort(firstPort);
        foreach (PortEntry entry in entries)
            if (!byPort.TryAdd(CheckPort(entry.Port), entry))
                throw new PortBookException(
                    $"The port {entry.Port} stands in the book twice. Give one of both another."
                );
        return new PortBook(firstPort, byPort);
    }

    /// <summary>The entry of a number, or null.</summary>
    public PortEntry? this[int port] => ByPort.GetValueOrDefault(port);

    /// <summary>Gives a device its number.</summary>
    /// <param name="device">The device, which is there now.</param>
    /// <param name="taken">Numbers whose own devices are there, too.</param>
    /// <exception cref="PortBookException">There is no number left.</exception>
    public PortAssignment Assign(SerialDevice device, IReadOnlySet<int> taken)
    {
        if (EntryMatch.Find(Entries, device, taken) is not { } known)
            return Add(device);
        PortEntry seen = EntryMatch.Learn(known, device);
        return seen == known ? new PortAssignment(this, known) : new PortAssignment(With(seen), seen);
    }

    /// <summary>Gives all devices that are there their numbers; in which order they were found makes no difference.</summary>
    /// <exception cref="PortBookException">There is no number left.</exception>
    public PortBook AssignAll(IEnumerable<SerialDevice> devices)
    {
        PortBook book = this;
        var taken = new HashSet<int>();
        var waiting = devices.OrderBy(EntryMatch.OrderOf, NaturalOrder.Instance).ToList();
        // First who is known beyond doubt, so that nobody else takes their numbers.
        foreach (bool onlyBeyondDoubt in (bool[])[true, false])
        {
            foreach (SerialDevice device in waiting.ToArray())
            {
                if (onlyBeyondDoubt && EntryMatch.FindBeyondDoubt(book.Entries, device) is null)
                    continue;
                PortAssignment assignment = book.Assign(device, taken);
                book = assignment.Book;
                taken.Add(assignment.Entry.Port);
                waiting.Remove(device);
            }
        }
        return book;
    }

    /// <summary>Moves an entry to another number.</summary>
    /// <exception cref="PortBookException">There is no such entry, or the number is another's, or no TCP port.</exception>
    public PortBook Move(int port, int newPort)
    {
        PortEntry entry = Need(port);
        if (newPort == port)
            return this;
        if (ByPort.TryGetValue(CheckPort(newPort), out PortEntry? other))
            throw new PortBookException($"The port {newPort} belongs to {other.Title}. Move or forget that one first.");
        return Without(port).With(entry with { Port = newPort });
    }

    /// <summary>Says by what alone the entry's device is known from now on.</summary>
    /// <exception cref="PortBookException">There is no such entry, or its device has no such thing.</exception>
    public PortBook Pin(int port, PortPin pin)
    {
        PortEntry entry = Need(port);
        string? missing = pin switch
        {
            PortPin.Serial when entry.Serial.Length == 0 => "serial number",
            PortPin.Socket when entry.Socket.Length == 0 => "USB socket",
            PortPin.Name when entry.Name.Length == 0 => "tty name",
            _ => null,
        };
        return missing is null
            ? With(entry with { Pin = pin })
            : throw new PortBookException(
                $"{entry.Title} at port {port} has no {missing}, so it cannot be pinned by it."
            );
    }

    /// <summary>Names an entry; an empty label takes its name away.</summary>
    /// <exception cref="PortBookException">There is no such entry, or the label is too long or not printable.</exception>
    public PortBook Rename(int port, string label)
    {
        label = label.Trim();
        if (label.Length > LongestLabel || label.Any(char.IsControl))
            throw new PortBookException($"A label has at most {LongestLabel} characters and no control characters.");
        return With(Need(port) with { Label = label });
    }

    /// <summary>Says whether the entry's device is shared.</summary>
    /// <exception cref="PortBookException">There is no such entry.</exception>
    public PortBook Disable(int port, bool isDisabled) => With(Need(port) with { IsDisabled = isDisabled });

    /// <summary>Says in what the entry's share behaves otherwise than all others.</summary>
    /// <exception cref="PortBookException">There is no such entry.</exception>
    public PortBook Behave(int port, PortBehaviour behaviour) => With(Need(port) with { Behaviour = behaviour });

    /// <summary>Gives the number free; the device will be a new one when it comes again.</summary>
    /// <exception cref="PortBookException">There is no such entry.</exception>
    public PortBook Forget(int port) => Without(Need(port).Port);

    /// <summary>Adds what another book knows; numbers and devices that are here already stay as they are.</summary>
    public PortBook Import(IEnumerable<PortEntry> entries)
    {
        PortBook book = this;
        foreach (PortEntry entry in entries.OrderBy(e => e.Port))
            if (book.ByPort.Count < MostEntries && !book.Entries.Any(e => e.Port == entry.Port || IsSameKey(e, entry)))
                book = book.With(entry);
        return book;
    }

    private static bool IsSameKey(PortEntry a, PortEntry b) =>
        a.Serial == b.Serial && a.Interface == b.Interface && a.Socket == b.Socket && a.Name == b.Name;

    private PortAssignment Add(SerialDevice device)
    {
        if (ByPort.Count >= MostEntries)
            throw new PortBookException(
                $"The port book has {MostEntries} entries, the most there may be. Forget those that are not needed."
            );
        int port = FirstPort;
        while (ByPort.ContainsKey(port))
            port++;
        PortEntry entry = EntryMatch.Learn(new PortEntry(CheckPort(port)), device);
        return new PortAssignment(With(entry), entry);
    }

    private PortBook With(PortEntry entry) =>
        new(FirstPort, new SortedList<int, PortEntry>(ByPort) { [entry.Port] = entry });

    private PortBook Without(int port)
    {
        var entries = new SortedList<int, PortEntry>(ByPort);
        entries.Remove(port);
        return new PortBook(FirstPort, entries);
    }

    private PortEntry Need(int port) =>
        this[port] ?? throw new PortBookException($"No device has the port {port}. 'gantry devices' lists them.");

    private static int CheckPort(int port) =>
        port is > 0 and <= LastPort
            ? port
            : throw new PortBookException($"{port} is no TCP port: expected 1 to {LastPort}.");
}
