namespace Gantry.Fleet.Printers.Profile;

/// <summary>Where on the bed X and Y are 0.</summary>
public enum BedOrigin
{
    /// <summary>In the front left corner.</summary>
    Corner,

    /// <summary>In the middle.</summary>
    Center,
}
