namespace Gantry.Sharing.Policies;

/// <summary>When the board behind the port is reset by its DTR and RTS.</summary>
public enum ResetPolicy
{
    /// <summary>When a client moves the lines, the <see cref="LinePolicy"/> does, or <see cref="Share.ResetDeviceAsync"/> is called.</summary>
    OnRequest,

    /// <summary>Before every client that writes: both lines are dropped for a quarter of a second, then raised.</summary>
    Always,

    /// <summary>Never: the lines stay as they are, and a client that wants to move them is answered with how they stand.</summary>
    Never,
}
