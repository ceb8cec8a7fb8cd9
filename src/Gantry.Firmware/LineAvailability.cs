namespace Gantry.Firmware;

/// <summary>Whether a stream has a line.</summary>
public enum LineAvailability
{
    /// <summary>Here it is.</summary>
    Ready,

    /// <summary>Not now: paused, or nothing to say. Whoever changes that calls <see cref="FirmwareLink.Advance"/>.</summary>
    Later,

    /// <summary>The stream is over; the line before was the last one.</summary>
    End,
}
