namespace Gantry.Sharing.Book;

/// <summary>A device that the <see cref="PortBook"/> has given a number to.</summary>
/// <param name="Port">The TCP port at which it is shared, for good.</param>
public sealed record PortEntry(int Port)
{
    /// <summary>Its USB serial number; empty when it has none.</summary>
    public string Serial { get; init; } = "";

    /// <summary>The USB interface, where a device has several ports under one serial number; else empty.</summary>
    public string Interface { get; init; } = "";

    /// <summary>The socket that it was last plugged into, see <see cref="Gantry.Serial.Inventory.SerialDevice.Socket"/>.</summary>
    public string Socket { get; init; } = "";

    /// <summary>The tty's name when it was last seen, as in <c>ttyUSB0</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it called itself when it was last seen.</summary>
    public string Product { get; init; } = "";

    /// <summary>What a person calls it; empty when nobody has said so.</summary>
    public string Label { get; init; } = "";

    /// <summary>By what alone it is known, when a person has said so.</summary>
    public PortPin Pin { get; init; }

    /// <summary>Whether it is not to be shared; it keeps its number.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>In what its share behaves otherwise than the others.</summary>
    public PortBehaviour Behaviour { get; init; } = PortBehaviour.AsAll;

    /// <summary>What to call it in a list: the label, else what it calls itself, else its tty's name.</summary>
    public string Title =>
        Label.Length > 0 ? Label
        : Product.Length > 0 ? Product
        : Name.Length > 0 ? Name
        : Serial;
}
