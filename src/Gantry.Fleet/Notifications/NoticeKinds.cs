namespace Gantry.Fleet.Notifications;

/// <summary>What somebody can be told of.</summary>
public static class NoticeKinds
{
    /// <summary>A print is finished; its plate is to be cleared.</summary>
    public const string Finished = "print.finished";

    /// <summary>A print has failed.</summary>
    public const string Failed = "print.failed";

    /// <summary>A print was cancelled.</summary>
    public const string Cancelled = "print.cancelled";

    /// <summary>A print cannot go on by itself.</summary>
    public const string Interrupted = "print.interrupted";

    /// <summary>A print is paused.</summary>
    public const string Paused = "print.paused";

    /// <summary>There is no connection while a print is under way.</summary>
    public const string Offline = "printer.offlineWhilePrinting";

    /// <summary>The printer asks something.</summary>
    public const string Prompt = "printer.prompt";

    /// <summary>The firmware has halted.</summary>
    public const string Error = "printer.error";

    /// <summary>Maintenance is due.</summary>
    public const string Maintenance = "printer.maintenance";

    /// <summary>A job waits for a plate to be cleared, or a plate has not been cleared for long.</summary>
    public const string Plate = "printer.plateNotClear";

    /// <summary>The server's disk is full, or almost, or cannot be written; or it has space again.</summary>
    public const string Disk = "server.disk";

    /// <summary>Sent to try a channel out.</summary>
    public const string Test = "test";

    /// <summary>All of them that can be chosen.</summary>
    public static IReadOnlyList<string> All { get; } =
    [Finished, Failed, Cancelled, Interrupted, Paused, Offline, Prompt, Error, Maintenance, Plate, Disk];
}
