namespace Gantry.Fleet.Printers.Views;

/// <summary>What a person is needed for, the most urgent first.</summary>
public enum AttentionKind
{
    /// <summary>The firmware has halted.</summary>
    Error,

    /// <summary>A print cannot go on by itself.</summary>
    Interrupted,

    /// <summary>There is no connection while a print is under way.</summary>
    OfflineWhilePrinting,

    /// <summary>The printer asks something.</summary>
    Prompt,

    /// <summary>A print is paused.</summary>
    Paused,

    /// <summary>A plate is to be cleared.</summary>
    Plate,

    /// <summary>A job waits for approval.</summary>
    Approval,

    /// <summary>Maintenance is due.</summary>
    Maintenance,
}
