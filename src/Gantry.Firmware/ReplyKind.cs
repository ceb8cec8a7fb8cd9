namespace Gantry.Firmware;

/// <summary>What a line from the firmware is, as far as the line protocol is concerned.</summary>
public enum ReplyKind
{
    /// <summary>Anything else: echoes, reports, noise. Shown, never acted upon.</summary>
    Other,

    /// <summary><c>ok</c>: one line was taken, and in Marlin executed or planned.</summary>
    Ok,

    /// <summary><c>Resend: N</c> or <c>rs N</c>: the firmware wants line N next. An <c>ok</c> follows that belongs to it.</summary>
    Resend,

    /// <summary><c>Error:</c>, <c>!!</c> or <c>fatal:</c>.</summary>
    Error,

    /// <summary><c>echo:busy: …</c>: a command runs on; Marlin's keep-alive, every 2 s unless M113 says otherwise.</summary>
    Busy,

    /// <summary><c>wait</c>: Repetier firmware has nothing to do, so nothing is on its way.</summary>
    Wait,

    /// <summary><c>start</c>: the firmware has just booted; its line number is 0 again.</summary>
    Start,

    /// <summary>A temperature report that is no <c>ok</c>: automatic (M155), or while waiting for a heater (M109, M190).</summary>
    Temperatures,

    /// <summary><c>//action:…</c>: the firmware asks the host for something.</summary>
    Action,

    /// <summary><c>echo:Unknown command: …</c>.</summary>
    UnknownCommand,

    /// <summary><c>skip N</c>: Repetier firmware had that line already; an <c>ok</c> follows.</summary>
    Skip,
}
