namespace Gantry.Sharing.Clients;

/// <summary>What a client may do.</summary>
internal enum ClientRole
{
    /// <summary>It has not said yet what it is; what the device says is kept for it.</summary>
    Undecided,

    /// <summary>It has the port.</summary>
    Writer,

    /// <summary>It hears the device.</summary>
    Watcher,

    /// <summary>It was sent away, or has gone.</summary>
    Gone,
}
