namespace Gantry.Sharing.Policies;

/// <summary>Who plays the sequence on DTR and RTS that brings a chip into its bootloader.</summary>
public enum BootloaderPolicy
{
    /// <summary>The client: its commands move the lines as they come, with the network's timing.</summary>
    PassThrough,

    /// <summary>
    /// The share: a client's attempt is recognised, and the sequence for Espressif's auto-reset circuit is played here with
    /// exact timing. Not for chips with USB of their own (ESP32-C3, -S3), which need no such sequence.
    /// </summary>
    Esp,
}
