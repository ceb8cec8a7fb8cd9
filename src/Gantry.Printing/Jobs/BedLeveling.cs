namespace Gantry.Printing.Jobs;

/// <summary>Where the map of the bed comes from that the firmware corrects heights by.</summary>
public enum BedLeveling
{
    /// <summary>Nothing was said about it.</summary>
    Unsaid,

    /// <summary>A map that the printer keeps was switched on (M420 S1): it can be switched on again.</summary>
    Stored,

    /// <summary>The bed was probed for this print (G29): a restarted printer has lost that, unless it was saved.</summary>
    Probed,
}
