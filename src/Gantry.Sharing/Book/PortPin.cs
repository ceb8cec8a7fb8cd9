namespace Gantry.Sharing.Book;

/// <summary>By what alone an entry of the <see cref="PortBook"/> knows its device, when a person has said so.</summary>
public enum PortPin
{
    /// <summary>Nobody has: the book decides, by serial number, else by socket, else by name.</summary>
    None,

    /// <summary>By its USB serial number, wherever it is plugged in.</summary>
    Serial,

    /// <summary>By its socket: whatever is plugged in there has this number.</summary>
    Socket,

    /// <summary>By the tty's name.</summary>
    Name,
}
