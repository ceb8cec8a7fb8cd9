namespace Gantry.Firmware;

/// <summary>What the sender must know of a command beforehand.</summary>
[Flags]
public enum CommandBehaviour
{
    /// <summary>It is done, or in the planner, within moments.</summary>
    None = 0,

    /// <summary>It may run for long with nothing but <c>busy</c>, and holds up everything behind it.</summary>
    Blocking = 1,

    /// <summary>It waits for a heater, reporting temperatures; firmware then sends no <c>busy</c>.</summary>
    HeatingWait = 2,

    /// <summary>It sets the line number.</summary>
    SetsLineNumber = 4,

    /// <summary>It may ask a person something, more than once, and the answers must find room in the firmware's queue.</summary>
    AsksPerson = 8,
}
