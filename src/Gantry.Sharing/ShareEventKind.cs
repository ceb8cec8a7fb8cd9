namespace Gantry.Sharing;

/// <summary>What happened at a share. The first ones matter to whoever runs it, the last ones to whoever looks for a fault.</summary>
public enum ShareEventKind
{
    /// <summary>Something failed.</summary>
    Trouble,

    /// <summary>The device was opened.</summary>
    DeviceReady,

    /// <summary>The device went away, or could not be opened.</summary>
    DeviceLost,

    /// <summary>A client has the port now.</summary>
    ClientWrites,

    /// <summary>A client watches now.</summary>
    ClientWatches,

    /// <summary>A client was sent away.</summary>
    ClientRefused,

    /// <summary>A client left, or was let go.</summary>
    ClientLeft,

    /// <summary>A watcher was too slow and lost bytes.</summary>
    WatcherLost,

    /// <summary>The port's settings or lines were changed.</summary>
    PortChanged,

    /// <summary>A client asked for something.</summary>
    Request,
}
