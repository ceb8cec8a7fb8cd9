namespace Gantry.Firmware.Detection;

/// <summary>Whether bytes are plausible at a baud rate.</summary>
public enum TextVerdict
{
    /// <summary>Nothing, or too little to tell.</summary>
    TooLittle,

    /// <summary>Text: the baud rate is right.</summary>
    Text,

    /// <summary>No text: another baud rate, or a device that speaks no text.</summary>
    Garbage,
}
