namespace Gantry.Firmware;

/// <summary>What can happen on a link.</summary>
public enum LinkEventKind
{
    /// <summary>The firmware answered the hello with its last accepted line, <see cref="LinkEvent.Number"/>.</summary>
    Greeted,

    /// <summary>The firmware answered the hello, but takes no notice of line numbers: there is no exact resume with it.</summary>
    GreetedWithoutNumbers,

    /// <summary>The line number was set to <see cref="LinkEvent.Number"/>, and asked back.</summary>
    Renumbered,

    /// <summary>The stream is over, and the firmware confirmed that it took its last line, <see cref="LinkEvent.Number"/>.</summary>
    StreamAccepted,

    /// <summary>A line was asked for again; sending goes on with line <see cref="LinkEvent.Number"/>.</summary>
    Resent,

    /// <summary><see cref="LinkEvent.Number"/> lines were done although their <c>ok</c> never came.</summary>
    OkLost,

    /// <summary>
    /// An <c>ok</c> came for which there was no line. After an error that means that the firmware has executed the cut tail of a
    /// line as a command of its own.
    /// </summary>
    OkUnexpected,

    /// <summary>
    /// After an error the firmware did not know a command that is none of those on their way: it was the cut tail of a line, and
    /// nothing came of it.
    /// </summary>
    TailUnknown,

    /// <summary>The link shows errors: one line per <c>ok</c> until <see cref="LinkEvent.Number"/> lines have passed without any.</summary>
    WindowClosed,

    /// <summary>The link has been clean for long enough: the full window again.</summary>
    WindowOpened,

    /// <summary>The firmware has booted: its line number, its position and its targets are lost.</summary>
    FirmwareReset,

    /// <summary>The firmware says that its last line was <see cref="LinkEvent.Number"/>, which cannot be of this stream.</summary>
    ForeignNumber,

    /// <summary>The firmware refuses line <see cref="LinkEvent.Number"/> again and again.</summary>
    LineRefused,

    /// <summary>The firmware has halted after a fault or an emergency stop, and answers nothing until it is reset.</summary>
    Halted,

    /// <summary>Nothing has come for long, not even to probes; <see cref="LinkEvent.Number"/> is the number of probes.</summary>
    Silent,

    /// <summary>An emergency stop was sent and not confirmed.</summary>
    EmergencyUnanswered,
}
