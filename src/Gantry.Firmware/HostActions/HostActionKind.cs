namespace Gantry.Firmware.HostActions;

/// <summary>What the firmware asks the host for, or tells it.</summary>
public enum HostActionKind
{
    /// <summary>Something that no version of Marlin or OctoPrint knows; the text is the whole action.</summary>
    Unknown,

    /// <summary>Pause the print: the host parks the head and does whatever else belongs to that.</summary>
    Pause,

    /// <summary>The firmware has paused and parked by itself (M600): the host sends nothing more, and no script.</summary>
    Paused,

    /// <summary>Go on with the print.</summary>
    Resume,

    /// <summary>The firmware has gone on by itself.</summary>
    Resumed,

    /// <summary>Give the print up.</summary>
    Cancel,

    /// <summary>Start the selected print.</summary>
    Start,

    /// <summary>Close the connection.</summary>
    Disconnect,

    /// <summary>Switch the power off (<c>poweroff</c>, <c>shutdown</c>). Never obeyed on the firmware's word alone.</summary>
    PowerOff,

    /// <summary>A text for the display.</summary>
    Notification,

    /// <summary>A tool ran out of filament; the host is to pause.</summary>
    OutOfFilament,

    /// <summary>A dialog begins; the text is its question.</summary>
    PromptBegin,

    /// <summary>A button of the dialog.</summary>
    PromptButton,

    /// <summary>The dialog is complete and to be shown.</summary>
    PromptShow,

    /// <summary>The dialog is over.</summary>
    PromptEnd,

    /// <summary>Something about the SD card: <c>sd_inserted</c>, <c>sd_ejected</c>, <c>sd_updated</c>.</summary>
    SdCard,
}
