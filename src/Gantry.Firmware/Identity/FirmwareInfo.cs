using System.Collections.ObjectModel;

namespace Gantry.Firmware.Identity;

/// <summary>Who the firmware is and what it can do, as it answers M115. Immutable; <see cref="FirmwareInfoReader"/> makes it.</summary>
public sealed record FirmwareInfo
{
    /// <summary>The UUID of every Marlin that was built without one of its own: it tells two printers apart no more than no UUID.</summary>
    private const string DefaultUuid = "cede2a2f-41a2-4748-9b12-c55c62f367ff";

    /// <summary>What is known of a firmware that did not answer.</summary>
    public static FirmwareInfo Unknown { get; } = new();

    /// <summary>The family.</summary>
    public FirmwareFlavour Flavour { get; init; }

    /// <summary>FIRMWARE_NAME as it was said, with version and date; empty when nothing was said.</summary>
    public string Name { get; init; } = "";

    /// <summary>The version, as <c>2.1.2</c> or <c>bugfix-2.1.x</c>; empty when none can be seen.</summary>
    public string Version { get; init; } = "";

    /// <summary>MACHINE_TYPE, or what comes next to it (ELECTRONICS, MODEL); empty when nothing was said.</summary>
    public string MachineType { get; init; } = "";

    /// <summary>EXTRUDER_COUNT; null when it was not said.</summary>
    public int? ExtruderCount { get; init; }

    /// <summary>UUID; empty when none was said.</summary>
    public string Uuid { get; init; } = "";

    /// <summary>PROTOCOL_VERSION; empty when none was said.</summary>
    public string ProtocolVersion { get; init; } = "";

    /// <summary>Where its source is; shown only, never opened.</summary>
    public string SourceUrl { get; init; } = "";

    /// <summary>KINEMATICS, as Marlin 2.1.3 says it: <c>Cartesian</c>, <c>CoreXY</c>, <c>Delta</c>; empty when it was not said.</summary>
    public string Kinematics { get; init; } = "";

    /// <summary>How far the axes reach; null when it was not said.</summary>
    public FirmwareArea? Area { get; init; }

    /// <summary>The capabilities by name, with or without; what is not in it was not said.</summary>
    public IReadOnlyDictionary<string, bool> Capabilities { get; init; } = ReadOnlyDictionary<string, bool>.Empty;

    /// <summary>Whether a line whose number is not the next is refused: without that there is no exact resume.</summary>
    public bool HasNumbering =>
        Flavour
            is FirmwareFlavour.Marlin
                or FirmwareFlavour.Prusa
                or FirmwareFlavour.Repetier
                or FirmwareFlavour.Smoothieware
                or FirmwareFlavour.Sprinter;

    /// <summary>Whether it reports temperatures by itself after M155.</summary>
    public bool HasAutoReportTemperatures => Has("AUTOREPORT_TEMP");

    /// <summary>Whether it reports its position by itself after M154.</summary>
    public bool HasAutoReportPosition => Has("AUTOREPORT_POS");

    /// <summary>Whether M108, M112, M410 and M876 act on reception.</summary>
    public bool HasEmergencyParser => Has("EMERGENCY_PARSER");

    /// <summary>Whether it says <c>busy</c> while a command runs. Marlin names it only since 2.0.9; the build default is on.</summary>
    public bool HasBusyProtocol => Has("BUSY_PROTOCOL");

    /// <summary>Whether it sends <c>//action:</c>.</summary>
    public bool HasHostActions => Has("HOST_ACTION_COMMANDS");

    /// <summary>Whether it asks questions with <c>//action:prompt_begin</c> and takes M876.</summary>
    public bool HasPromptSupport => Has("PROMPT_SUPPORT");

    /// <summary>Whether there is a chamber with a thermometer.</summary>
    public bool HasChamber => Has("CHAMBER_TEMPERATURE");

    /// <summary>Whether the firmware watches its heaters; null when it did not say.</summary>
    public bool? HasThermalProtection => Capabilities.TryGetValue("THERMAL_PROTECTION", out bool has) ? has : null;

    /// <summary>Whether M80 and M81 switch the power supply.</summary>
    public bool HasSoftwarePower => Has("SOFTWARE_POWER");

    /// <summary>Whether it takes G2 and G3.</summary>
    public bool HasArcs => Has("ARCS");

    /// <summary>Whether there is an SD card slot.</summary>
    public bool HasSdCard => Has("SDCARD");

    /// <summary>Whether settings are kept over a restart (M500).</summary>
    public bool HasEeprom => Has("EEPROM");

    /// <summary>Whether the UUID was made for this printer.</summary>
    public bool HasOwnUuid => Uuid.Any(c => c is not ('0' or '-')) && Uuid != DefaultUuid;

    /// <summary>
    /// The same text means that it may be the same printer; another text means another printer or other firmware. Two printers
    /// of one model have the same text unless they have a UUID of their own. The version is left out: an update keeps the printer.
    /// </summary>
    public string Identity => $"{Flavour}|{MachineType}|{ExtruderCount}|{(HasOwnUuid ? Uuid : "")}";

    /// <summary>Whether a capability was said to be there.</summary>
    public bool Has(string capability) => Capabilities.TryGetValue(capability, out bool has) && has;
}
