using Gantry.Firmware.Temperatures;

namespace Gantry.Firmware.Faults;

/// <summary>The words by which firmware names its faults, in small letters.</summary>
internal static class FaultTexts
{
    /// <summary>Errors of the line protocol: the link deals with them, they are no faults.</summary>
    private static readonly byte[][] OfLineProtocol =
    [
        [.. "line number"u8],
        [.. "linenumber"u8],
        [.. "checksum"u8],
        [.. "expected line"u8],
        [.. "format error"u8],
        [.. "unknown command"u8],
    ];

    /// <summary>The first that is found counts. The texts are those of Marlin 1 and 2, Prusa's firmware, Repetier and Klipper.</summary>
    private static readonly (byte[] Words, FaultKind Kind)[] Words =
    [
        ([.. "thermal runaway"u8], FaultKind.ThermalRunaway),
        ([.. "thermal malfunction"u8], FaultKind.ThermalRunaway),
        ([.. "thermal anomaly"u8], FaultKind.ThermalRunaway),
        ([.. "decoupled"u8], FaultKind.ThermalRunaway),
        ([.. "heating failed"u8], FaultKind.HeatingFailed),
        ([.. "not heating at expected rate"u8], FaultKind.HeatingFailed),
        ([.. "sensor defect"u8], FaultKind.HeatingFailed),
        ([.. "heater/sensor error"u8], FaultKind.HeatingFailed),
        ([.. "mintemp"u8], FaultKind.MinTemp),
        ([.. "maxtemp"u8], FaultKind.MaxTemp),
        ([.. "probing failed"u8], FaultKind.ProbingFailed),
        ([.. "no trigger on probe"u8], FaultKind.ProbingFailed),
        ([.. "probe triggered prior"u8], FaultKind.ProbingFailed),
        ([.. "bltouch"u8], FaultKind.ProbingFailed),
        ([.. "bed leveling failed"u8], FaultKind.ProbingFailed),
        ([.. "homing failed"u8], FaultKind.HomingFailed),
        ([.. "no trigger on "u8], FaultKind.HomingFailed),
        ([.. "still triggered after retract"u8], FaultKind.HomingFailed),
        ([.. "endstops hit:"u8], FaultKind.EndstopHit),
        ([.. "watchdog"u8], FaultKind.Watchdog),
        ([.. "kill() called"u8], FaultKind.Killed),
        ([.. "printer halted"u8], FaultKind.Killed),
        ([.. "kill caused"u8], FaultKind.Killed),
        ([.. "printer stopped due to errors"u8], FaultKind.Killed),
        ([.. "m112 shutdown"u8], FaultKind.Killed),
        ([.. "emergency stop"u8], FaultKind.Killed),
        ([.. "shutdown:"u8], FaultKind.Killed),
        ([.. "shutdown due to"u8], FaultKind.Killed),
        ([.. "printer is shutdown"u8], FaultKind.Killed),
        ([.. "lost communication with mcu"u8], FaultKind.Killed),
        ([.. "cold extrusion prevented"u8], FaultKind.ColdExtrusion),
        ([.. "extrude below minimum temp"u8], FaultKind.ColdExtrusion),
        ([.. "invalid extruder"u8], FaultKind.InvalidTool),
        ([.. "sd init fail"u8], FaultKind.SdCard),
        ([.. "volume.init"u8], FaultKind.SdCard),
        ([.. "openroot"u8], FaultKind.SdCard),
        ([.. "workdir"u8], FaultKind.SdCard),
        ([.. "error writing to file"u8], FaultKind.SdCard),
        ([.. "cannot open"u8], FaultKind.SdCard),
        ([.. "open failed"u8], FaultKind.SdCard),
        ([.. "cannot enter"u8], FaultKind.SdCard),
    ];

    /// <summary>
    /// What <c>echo:</c> may say of faults, at its beginning: other words behind it may come from a file's own M117 or M118.
    /// <c>Watchdog Reset</c> in the banner is none: boot loaders use the watchdog to start the firmware.
    /// </summary>
    private static readonly byte[][] Echoes =
    [
        [.. "err: mintemp"u8],
        [.. "err: maxtemp"u8],
        [.. "heating failed"u8],
        [.. "thermal runaway"u8],
        [.. "homing failed"u8],
        [.. "probing failed"u8],
        [.. "endstops hit:"u8],
        [.. "m112 shutdown"u8],
        [.. "cold extrusion prevented"u8],
        [.. "sd init fail"u8],
    ];

    public static bool IsOfLineProtocol(ReadOnlySpan<byte> lowerCase) => ContainsAny(lowerCase, OfLineProtocol);

    public static FaultKind KindOf(ReadOnlySpan<byte> lowerCase)
    {
        foreach ((byte[] words, FaultKind kind) in Words)
            if (lowerCase.IndexOf(words) >= 0)
                return kind;
        return FaultKind.Unknown;
    }

    /// <summary>Whether an echo is about a fault; <c>T1 Invalid extruder</c> begins with the tool.</summary>
    public static bool IsFaultEcho(ReadOnlySpan<byte> lowerCase)
    {
        foreach (byte[] beginning in Echoes)
            if (lowerCase.StartsWith(beginning))
                return true;
        int invalid = lowerCase.IndexOf("invalid extruder"u8);
        return invalid is > 0 and <= 6 && lowerCase[0] is (byte)'t' or (byte)'m';
    }

    /// <summary>The heater behind <c>Heater_ID:</c>: E0, 0, bed, -1, chamber, -2; or the one that the words name.</summary>
    public static HeaterId? HeaterOf(ReadOnlySpan<byte> lowerCase)
    {
        int id = lowerCase.IndexOf("heater_id:"u8);
        if (id >= 0)
            return ByName(lowerCase[(id + 10)..].Trim((byte)' '));
        if (lowerCase.IndexOf("heated bed"u8) >= 0 || lowerCase.IndexOf("heater_bed"u8) >= 0)
            return HeaterId.Bed;
        return null;
    }

    /// <summary>A heater as fault lines name it.</summary>
    public static HeaterId? ByName(ReadOnlySpan<byte> lowerCase)
    {
        if (lowerCase.StartsWith("bed"u8) || lowerCase.SequenceEqual("-1"u8))
            return HeaterId.Bed;
        if (lowerCase.StartsWith("chamber"u8) || lowerCase.SequenceEqual("-2"u8))
            return HeaterId.Chamber;
        if (lowerCase.StartsWith("e"u8))
            lowerCase = lowerCase[1..];
        return lowerCase.Length == 1 && char.IsAsciiDigit((char)lowerCase[0])
            ? HeaterId.Hotend(lowerCase[0] - '0')
            : null;
    }

    private static bool ContainsAny(ReadOnlySpan<byte> text, byte[][] words)
    {
        foreach (byte[] word in words)
            if (text.IndexOf(word) >= 0)
                return true;
        return false;
    }
}
