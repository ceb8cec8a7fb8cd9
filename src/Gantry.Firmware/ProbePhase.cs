namespace Gantry.Firmware;

/// <summary>Where a <see cref="LineProbe"/> is.</summary>
internal enum ProbePhase
{
    /// <summary>Nothing is asked.</summary>
    None,

    /// <summary>Waiting until the firmware has been quiet for a moment.</summary>
    Draining,

    /// <summary>The probe is on its way.</summary>
    Waiting,

    /// <summary>An answer came; waiting whether it was the last word.</summary>
    Settling,

    /// <summary>The answer stands.</summary>
    Done,
}
