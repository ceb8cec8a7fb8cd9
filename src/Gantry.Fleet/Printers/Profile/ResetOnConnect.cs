namespace Gantry.Fleet.Printers.Profile;

/// <summary>Whether connecting resets the board. While a print is to go on, it never does.</summary>
public enum ResetOnConnect
{
    /// <summary>As little as the kernel allows.</summary>
    Never,

    /// <summary>Each time: for boards that answer only after a reset.</summary>
    Always,
}
