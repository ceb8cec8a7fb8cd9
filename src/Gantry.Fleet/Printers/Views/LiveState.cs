namespace Gantry.Fleet.Printers.Views;

/// <summary>What a printer is doing, as everybody sees it.</summary>
public enum LiveState
{
    /// <summary>Gantry does not talk to it.</summary>
    Disabled,

    /// <summary>There is no connection.</summary>
    Offline,

    /// <summary>A connection is being made.</summary>
    Connecting,

    /// <summary>It waits for work.</summary>
    Idle,

    /// <summary>It prints, and waits for a heater.</summary>
    Heating,

    /// <summary>It prints.</summary>
    Printing,

    /// <summary>It is about to pause.</summary>
    Pausing,

    /// <summary>The print is paused.</summary>
    Paused,

    /// <summary>It is about to go on.</summary>
    Resuming,

    /// <summary>The print is being given up.</summary>
    Cancelling,

    /// <summary>The print cannot go on by itself: a person decides.</summary>
    Interrupted,

    /// <summary>The print is over, and its plate is to be cleared.</summary>
    Finished,

    /// <summary>The firmware has halted.</summary>
    Error,

    /// <summary>A person works on it.</summary>
    Maintenance,
}
