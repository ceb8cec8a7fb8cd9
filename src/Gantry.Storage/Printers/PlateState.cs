namespace Gantry.Storage.Printers;

/// <summary>What lies on a printer's plate, as far as somebody said.</summary>
public enum PlateState
{
    /// <summary>Nobody has said yet: no job starts.</summary>
    Unknown,

    /// <summary>Confirmed to be clear.</summary>
    Clear,

    /// <summary>A print lies on it, or is being made.</summary>
    Occupied,
}
