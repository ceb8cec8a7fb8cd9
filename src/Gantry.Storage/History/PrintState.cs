namespace Gantry.Storage.History;

/// <summary>Where a print is in its life, or how it ended.</summary>
public enum PrintState
{
    /// <summary>It was claimed; nothing was sent yet.</summary>
    Starting,

    /// <summary>It runs.</summary>
    Printing,

    /// <summary>Somebody or something paused it.</summary>
    Paused,

    /// <summary>It cannot go on by itself: a person must decide.</summary>
    Interrupted,

    /// <summary>All of it was printed.</summary>
    Finished,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>The printer or the connection failed.</summary>
    Failed,
}
