namespace Gantry.Printing.Progress;

/// <summary>What a remaining time is based on.</summary>
public enum TimeLeftOrigin
{
    /// <summary>Nothing is known yet.</summary>
    Unknown,

    /// <summary>How much of the file's bytes is done, which says little: layers differ.</summary>
    Bytes,

    /// <summary>Our own estimate of the moves.</summary>
    Estimate,

    /// <summary>The slicer's figures.</summary>
    Slicer,
}
