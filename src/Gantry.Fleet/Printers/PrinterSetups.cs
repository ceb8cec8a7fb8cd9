using System.Globalization;
using Gantry.Firmware;
using Gantry.Fleet.Printers.Profile;
using Gantry.GCode.Analysis;
using Gantry.Printing;
using Gantry.Printing.Jobs;
using Gantry.Printing.Policies;
using Gantry.Printing.Scripts;
using Gantry.Serial;
using HeatersWhenInterrupted = Gantry.Fleet.Printers.Profile.InterruptedHeaters;

namespace Gantry.Fleet.Printers;

/// <summary>What the actor must know of a printer, out of its configuration.</summary>
internal static class PrinterSetups
{
    /// <summary>The set-up of an actor.</summary>
    /// <exception cref="SerialPortException">The address is none.</exception>
    public static PrinterSetup Of(PrinterConfig config)
    {
        FirmwarePolicy firmware = config.Profile.Firmware;
        return new PrinterSetup
        {
            Name = config.Record.Name,
            Address = PortAddress.Parse(config.Record.Url),
            BaudRate = config.Document.BaudRate,
            ResetOnConnect = firmware.ResetOnConnect == ResetOnConnect.Always,
            Window = WindowOf(firmware.Window) ?? WindowSize.Marlin,
            LearnWindow = firmware.Window == "auto",
            Scripts = ScriptsOf(config.Profile.Scripts),
            Machine = MachineOf(config.Profile),
            LayerResume = new LayerResumeOptions
            {
                Kinematics = config.Profile.Kinematics,
                CanHomeXY = config.Profile.CanHomeXy,
            },
            Policy = new PrinterPolicy
            {
                InterruptedHeaters =
                    firmware.InterruptedHeaters == HeatersWhenInterrupted.Off
                        ? Printing.Policies.InterruptedHeaters.Off
                        : Printing.Policies.InterruptedHeaters.Hold,
                InterruptedOffAfter = TimeSpan.FromSeconds(firmware.InterruptedOffAfterSeconds),
                PausedHotendsOffAfter = SecondsOf(firmware.PausedHotendsOffAfterSeconds),
                MotorsOffAfter = SecondsOf(firmware.MotorsOffAfterSeconds),
            },
        };
    }

    /// <summary>What a printer can reach and bear.</summary>
    public static PrinterLimits LimitsOf(PrinterProfile profile)
    {
        bool centred = profile.Origin == BedOrigin.Center;
        return new PrinterLimits
        {
            MinX = centred ? -profile.WidthMm / 2 : 0,
            MinY = centred ? -profile.DepthMm / 2 : 0,
            MaxX = Known(centred ? profile.WidthMm / 2 : profile.WidthMm),
            MaxY = Known(centred ? profile.DepthMm / 2 : profile.DepthMm),
            MaxZ = Known(profile.HeightMm),
            RoundBed = profile.Shape == BedShape.Circle,
            MaxHotend = profile.Hotends.Count > 0 ? profile.Hotends.Max(h => h.MaxC) : null,
            MaxHotends = [.. profile.Hotends.Select(h => h.MaxC)],
            MaxBed = profile.HeatedBed ? profile.MaxBedC : 0,
            MaxChamber = profile.HeatedChamber ? profile.MaxChamberC : 0,
            Tools = profile.Hotends.Count,
            NozzleDiameters = [.. profile.Hotends.Select(h => h.NozzleMm)],
        };
    }

    private static double? Known(double value) => value > 0 ? value : null;

    private static ScriptMachine MachineOf(PrinterProfile profile) =>
        new()
        {
            Hotends = profile.Hotends.Count,
            HasBed = profile.HeatedBed,
            HasChamber = profile.HeatedChamber,
            ParkFeedrate = profile.Feedrates.Xy,
            ParkFeedrateZ = profile.Feedrates.Z,
            Limits = LimitsOf(profile),
        };

    private static TimeSpan? SecondsOf(double? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;

    private static WindowSize? WindowOf(string window) =>
        window switch
        {
            "off" => WindowSize.OneLine,
            _ when int.TryParse(window, NumberStyles.None, CultureInfo.InvariantCulture, out int lines) =>
                new WindowSize(lines, WindowSize.Marlin.BufferBytes),
            _ => null,
        };

    private static PrinterScripts ScriptsOf(IReadOnlyDictionary<string, string> scripts)
    {
        var usual = new PrinterScripts();
        GCodeScript Take(string name, GCodeScript otherwise) =>
            scripts.TryGetValue(name, out string? text) ? GCodeScript.Parse(text) : otherwise;
        return usual with
        {
            BeforePrint = Take("start", usual.BeforePrint),
            AfterPrint = Take("end", usual.AfterPrint),
            Pause = Take("pause", usual.Pause),
            Resume = Take("resume", usual.Resume),
            Cancel = Take("cancel", usual.Cancel),
            Connect = Take("connect", usual.Connect),
            Disconnect = Take("disconnect", usual.Disconnect),
            HeatersOff = Take("heatersOff", usual.HeatersOff),
        };
    }
}
