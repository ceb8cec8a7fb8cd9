namespace Gantry.Printing.Policies;

/// <summary>What heaters do while an interrupted print waits for a person.</summary>
public enum InterruptedHeaters
{
    /// <summary>They hold: a part comes off a bed that cools. After a restart of the board only bed and chamber are heated again.</summary>
    Hold,

    /// <summary>They go off after <see cref="PrinterPolicy.InterruptedOffAfter"/>.</summary>
    Off,
}
