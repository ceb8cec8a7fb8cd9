namespace Gantry.Printing.Jobs;

/// <summary>Why a print cannot safely go on at a layer.</summary>
public enum LayerResumeRefusal
{
    /// <summary>It is not known where layers begin.</summary>
    NoLayers,

    /// <summary>Objects are printed one after the other, so finished ones stand in the way.</summary>
    OneAfterAnother,

    /// <summary>The file goes on in relative coordinates there.</summary>
    Relative,

    /// <summary>The position at the layer does not follow from the file.</summary>
    PositionUnknown,

    /// <summary>The file has shifted its coordinates, which homing would undo.</summary>
    Shifted,

    /// <summary>It is not known how the printer moves.</summary>
    KinematicsUnknown,

    /// <summary>The printer cannot home X and Y without Z.</summary>
    CannotHomeAlone,

    /// <summary>The printer's firmware moves nothing before Z is homed.</summary>
    NeedsHomedZ,

    /// <summary>The file set no temperature for the hotend.</summary>
    NoTemperature,

    /// <summary>The head cannot go far enough up.</summary>
    NoRoomAbove,

    /// <summary>The layer is below where the print has got to.</summary>
    BelowPart,

    /// <summary>There is no place beside the part to prime the nozzle.</summary>
    NoPlaceToPrime,
}
