namespace Gantry.Firmware;

/// <summary>What a link is doing.</summary>
public enum LinkPhase
{
    /// <summary>Nothing: it was not greeted yet, or the stream ended in a way that a person must look at.</summary>
    Idle,

    /// <summary>Asking whether there is firmware, and for its last line.</summary>
    Greeting,

    /// <summary>Setting the line number.</summary>
    Renumbering,

    /// <summary>Asking whether the line number was set.</summary>
    CheckingNumber,

    /// <summary>Sending lines.</summary>
    Streaming,

    /// <summary>Something was lost or damaged: asking what the firmware took.</summary>
    Recovering,

    /// <summary>Asking whether the last line of the stream was taken.</summary>
    Verifying,

    /// <summary>Stopped for an emergency, or halted by the firmware: nothing is sent any more.</summary>
    Halted,
}
