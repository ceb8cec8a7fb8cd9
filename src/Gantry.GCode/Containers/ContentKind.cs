namespace Gantry.GCode.Containers;

/// <summary>What a file is by its first bytes, whatever its name says.</summary>
public enum ContentKind
{
    /// <summary>No byte at all.</summary>
    Empty,

    /// <summary>Text: G-code as far as the first bytes can tell.</summary>
    Text,

    /// <summary>Compressed with gzip.</summary>
    Gzip,

    /// <summary>A zip archive: UFP, or a 3MF project.</summary>
    Zip,

    /// <summary>Prusa's binary G-code.</summary>
    BinaryGCode,

    /// <summary>G-code packed for a serial line by MeatPack.</summary>
    MeatPack,

    /// <summary>Text in UTF-16.</summary>
    Utf16,

    /// <summary>A picture.</summary>
    Picture,

    /// <summary>A 3D model that is not sliced yet.</summary>
    Model,

    /// <summary>A web page, usually the error page of a failed download.</summary>
    WebPage,

    /// <summary>An archive of a kind that Gantry does not open.</summary>
    OtherArchive,

    /// <summary>A program or a library.</summary>
    Program,

    /// <summary>A document, as PDF.</summary>
    Document,

    /// <summary>Bytes that are no text and begin like nothing known.</summary>
    UnknownBinary,
}
