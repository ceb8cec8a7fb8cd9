namespace Gantry.Fleet.Printers.Profile;

/// <summary>The form of a bed.</summary>
public enum BedShape
{
    /// <summary>Width by depth.</summary>
    Rectangle,

    /// <summary>Round, as on delta printers.</summary>
    Circle,
}
