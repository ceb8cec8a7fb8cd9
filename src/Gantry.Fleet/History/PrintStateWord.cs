namespace Gantry.Fleet.History;

/// <summary>Where a print is in its life, or how it ended, by the words of the API.</summary>
public enum PrintStateWord
{
    /// <summary>It was claimed; nothing was sent yet.</summary>
    Starting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It is paused.</summary>
    Paused,

    /// <summary>It cannot go on by itself.</summary>
    Interrupted,

    /// <summary>All of it was printed.</summary>
    Finished,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>The printer or the connection failed.</summary>
    Failed,
}
