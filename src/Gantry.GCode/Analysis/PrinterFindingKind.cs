namespace Gantry.GCode.Analysis;

/// <summary>Why a file and a printer do not fit.</summary>
public enum PrinterFindingKind
{
    /// <summary>Something is printed outside the bed.</summary>
    OutsideBed,

    /// <summary>Something is printed higher than the head reaches.</summary>
    TooHigh,

    /// <summary>The head moves out of its range without printing there.</summary>
    MovesOutside,

    /// <summary>A heater is set hotter than it may become.</summary>
    TooHot,

    /// <summary>The file uses a tool that the printer does not have.</summary>
    ToolMissing,

    /// <summary>The file is for another nozzle.</summary>
    OtherNozzle,
}
