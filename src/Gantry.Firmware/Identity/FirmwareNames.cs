namespace Gantry.Firmware.Identity;

/// <summary>Reads family and version out of FIRMWARE_NAME.</summary>
internal static class FirmwareNames
{
    /// <summary>
    /// The first that fits: Marlin 1 calls itself <c>Marlin V1; Sprinter/grbl mashup</c>, and Prusa's firmware
    /// <c>Prusa-Firmware 3.13 based on Marlin</c>.
    /// </summary>
    private static readonly (string Part, FirmwareFlavour Flavour)[] Parts =
    [
        ("Klipper", FirmwareFlavour.Klipper),
        ("RepRapFirmware", FirmwareFlavour.RepRapFirmware),
        ("Repetier", FirmwareFlavour.Repetier),
        ("Smoothie", FirmwareFlavour.Smoothieware),
        ("Prusa-Firmware", FirmwareFlavour.Prusa),
        ("Marlin", FirmwareFlavour.Marlin),
        ("Malyan", FirmwareFlavour.Marlin),
        ("Sprinter", FirmwareFlavour.Sprinter),
    ];

    public static FirmwareFlavour FlavourOf(string name)
    {
        foreach ((string part, FirmwareFlavour flavour) in Parts)
            if (name.Contains(part, StringComparison.OrdinalIgnoreCase))
                return flavour;
        return FirmwareFlavour.Unknown;
    }

    /// <summary>The version that was said, or the first word of the name that looks like one.</summary>
    public static string VersionOf(string name, string said)
    {
        if (said.Length > 0)
            return said;
        foreach (string word in name.Split(' ', ';', '_', '(', ','))
        {
            string version = word.StartsWith('V') || word.StartsWith('v') ? word[1..] : word;
            if (
                version.Length > 0
                && (char.IsAsciiDigit(version[0]) || version.StartsWith("bugfix-", StringComparison.Ordinal))
            )
                return version;
        }
        return "";
    }
}
