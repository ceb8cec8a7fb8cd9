namespace Gantry.Firmware;

/// <summary>Sorts what the firmware calls errors, by the texts that Marlin, Repetier and Prusa's firmware use.</summary>
public static class FirmwareFaults
{
    /// <summary>The firmware has stopped for good: it answers nothing until it is reset.</summary>
    public static bool IsHalt(ReadOnlySpan<byte> error) =>
        error.IndexOf("kill() called"u8) >= 0 || error.IndexOf("Printer halted"u8) >= 0;

    /// <summary>The error is about a line's number or checksum: a Resend follows.</summary>
    public static bool IsOfLineProtocol(ReadOnlySpan<byte> error) =>
        error.IndexOf("Last Line"u8) >= 0
        || error.IndexOf("checksum"u8) >= 0
        || error.IndexOf("Checksum"u8) >= 0
        || error.IndexOf("Line Number"u8) >= 0
        || error.IndexOf("expected line"u8) >= 0;
}
