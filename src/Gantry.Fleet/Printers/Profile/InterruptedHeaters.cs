namespace Gantry.Fleet.Printers.Profile;

/// <summary>What becomes of the heaters when a print is interrupted and waits for a person.</summary>
public enum InterruptedHeaters
{
    /// <summary>They stay as they are, so that the part does not come loose.</summary>
    Hold,

    /// <summary>They are switched off after a while.</summary>
    Off,
}
