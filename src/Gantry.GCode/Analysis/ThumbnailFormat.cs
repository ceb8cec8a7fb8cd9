namespace Gantry.GCode.Analysis;

/// <summary>How a picture is coded.</summary>
public enum ThumbnailFormat
{
    /// <summary>Portable Network Graphics.</summary>
    Png,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>The Quite OK Image format, which Prusa's printers show.</summary>
    Qoi,
}
