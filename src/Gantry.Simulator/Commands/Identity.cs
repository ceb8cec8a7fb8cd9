using Gantry.Simulator.Protocol;

namespace Gantry.Simulator.Commands;

/// <summary>M115: who the firmware is and what it can do. There is no capability for ADVANCED_OK or the buffers' sizes.</summary>
internal static class Identity
{
    public static void Write(Board board)
    {
        switch (board.Options.Flavour.Family)
        {
            case FirmwareFamily.Klipper:
                board.Replies.Text("FIRMWARE_VERSION:v0.12.0 FIRMWARE_NAME:Klipper"u8).End();
                break;
            case FirmwareFamily.Repetier:
                board.Replies.Text("FIRMWARE_NAME:Repetier_1.0.4 COMPILED:"u8).Text(Build(board));
                board.Replies.Text(" PROTOCOL_VERSION:1.0 MACHINE_TYPE:Mendel EXTRUDER_COUNT:"u8);
                board.Replies.Number(board.Options.Extruders).Text(" REPETIER_PROTOCOL:3"u8).End();
                break;
            default:
                WriteMarlin(board);
                break;
        }
    }

    /// <summary>When the firmware was built, as its banner and M115 say.</summary>
    public static string Build(Board board) =>
        board.Options.Flavour == FirmwareFlavour.Marlin119 ? "Aug 19 2018 12:00:00" : "Dec 17 2022 12:00:00";

    private static void WriteMarlin(Board board)
    {
        Replies replies = board.Replies;
        replies.Text("FIRMWARE_NAME:"u8).Text(board.Options.Flavour.Title).Text(" ("u8).Text(Build(board));
        replies.Text(") SOURCE_CODE_URL:github.com/MarlinFirmware/Marlin PROTOCOL_VERSION:1.0 "u8);
        replies.Text("MACHINE_TYPE:3D Printer EXTRUDER_COUNT:"u8).Number(board.Options.Extruders);
        replies.Text(" UUID:cede2a2f-41a2-4748-9b12-c55c62f367ff"u8).End();
        foreach ((string name, Func<Board, bool> has) in Capabilities)
            replies.Text("Cap:"u8).Text(name).Text(":"u8).Number(has(board) ? 1 : 0).End();
    }

    private static Func<Board, bool> If(Features feature) => board => board.Has(feature);

    private static readonly Func<Board, bool> Never = _ => false;

    private static readonly Func<Board, bool> Always = _ => true;

    private static readonly (string Name, Func<Board, bool> Has)[] Capabilities =
    [
        ("SERIAL_XON_XOFF", Never),
        ("BINARY_FILE_TRANSFER", Never),
        ("EEPROM", Never),
        ("VOLUMETRIC", Always),
        ("AUTOREPORT_POS", If(Features.AutoReport)),
        ("AUTOREPORT_TEMP", If(Features.AutoReport)),
        ("PROGRESS", Never),
        ("PRINT_JOB", Always),
        ("AUTOLEVEL", If(Features.Leveling)),
        ("RUNOUT", Never),
        ("Z_PROBE", If(Features.Leveling)),
        ("LEVELING_DATA", If(Features.Leveling)),
        ("BUILD_PERCENT", Always),
        ("SOFTWARE_POWER", Never),
        ("TOGGLE_LIGHTS", Never),
        ("CASE_LIGHT_BRIGHTNESS", Never),
        ("EMERGENCY_PARSER", If(Features.EmergencyParser)),
        ("HOST_ACTION_COMMANDS", If(Features.HostPrompts)),
        ("PROMPT_SUPPORT", If(Features.HostPrompts)),
        ("SDCARD", If(Features.SdCard)),
        ("REPEAT", Never),
        ("SD_WRITE", Never),
        ("AUTOREPORT_SD_STATUS", Never),
        ("LONG_FILENAME", Never),
        ("LFN_WRITE", Never),
        ("CUSTOM_FIRMWARE_UPLOAD", Never),
        ("EXTENDED_M20", Never),
        ("THERMAL_PROTECTION", Always),
        ("MOTION_MODES", Never),
        ("ARCS", Always),
        ("BABYSTEPPING", Never),
        ("CHAMBER_TEMPERATURE", If(Features.Chamber)),
        ("COOLER_TEMPERATURE", Never),
        ("MEATPACK", Never),
        ("CONFIG_EXPORT", Never),
    ];
}
