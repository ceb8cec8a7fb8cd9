namespace Gantry.Sharing.Book;

/// <summary>The book as it is kept: people may edit it.</summary>
internal sealed class PortBookText
{
    public int FirstPort { get; set; } = PortBook.DefaultFirstPort;

    public List<PortEntryText?>? Devices { get; set; }

    public static PortBookText Of(PortBook book) =>
        new() { FirstPort = book.FirstPort, Devices = [.. book.Entries.Select(PortEntryText.Of)] };

    /// <exception cref="PortBookException">It does not hold together.</exception>
    public PortBook ToBook()
    {
        List<PortEntryText?> devices = Devices ?? [];
        if (devices.Count > PortBook.MostEntries)
            throw new PortBookException($"it has {devices.Count} devices, more than {PortBook.MostEntries}.");
        if (devices.Contains(null))
            throw new PortBookException("a device is null. Take it out.");
        return PortBook.Of(FirstPort, devices.Select(d => d!.ToEntry()));
    }
}
