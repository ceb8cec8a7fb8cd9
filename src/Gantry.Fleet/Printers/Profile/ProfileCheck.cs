using System.Globalization;
using System.Text.RegularExpressions;
using Gantry.Fleet.Errors;
using Gantry.GCode.Analysis;
using Gantry.Printing.Scripts;

namespace Gantry.Fleet.Printers.Profile;

/// <summary>Says of each field of a printer's configuration what is wrong with it, by the field's name in the API.</summary>
internal static partial class ProfileCheck
{
    /// <summary>Far larger than any printer, far smaller than a typing error by a factor of a thousand.</summary>
    private const double MostMm = 10_000;

    private const double MostHotendC = 500;
    private const double MostBedC = 200;
    private const int MostHotends = 16;
    private const int MostScripts = 64;
    private const int MostMaterials = 64;

    /// <summary>Checks a profile.</summary>
    public static void Check(PrinterProfile profile, FieldErrors errors)
    {
        CheckSize(profile.WidthMm, "profile.widthMm", errors);
        CheckSize(profile.DepthMm, "profile.depthMm", errors);
        CheckSize(profile.HeightMm, "profile.heightMm", errors);
        Between(profile.MaxBedC, 0, MostBedC, "profile.maxBedC", "°C", errors);
        Between(profile.MaxChamberC, 0, MostBedC, "profile.maxChamberC", "°C", errors);
        Between(profile.HeatUpWatts, 0, 100_000, "profile.heatUpWatts", "W", errors);
        Between(profile.Feedrates.Xy, 1, 100_000, "profile.feedrates.xy", "mm/min", errors);
        Between(profile.Feedrates.Z, 1, 100_000, "profile.feedrates.z", "mm/min", errors);
        Between(profile.Feedrates.E, 1, 100_000, "profile.feedrates.e", "mm/min", errors);
        Between(profile.AutoClear.AfterSeconds, 0, 86_400, "profile.autoClear.afterSeconds", "s", errors);
        CheckHotends(profile.Hotends, errors);
        CheckFirmware(profile.Firmware, errors);
        CheckScripts(profile, errors);
    }

    /// <summary>Checks a camera.</summary>
    public static void Check(CameraSettings camera, FieldErrors errors)
    {
        CheckHttp(camera.StreamUrl, "cameraSettings.streamUrl", errors);
        CheckHttp(camera.SnapshotUrl, "cameraSettings.snapshotUrl", errors);
        errors.Require(
            camera.Device.Length == 0 || DevicePattern().IsMatch(camera.Device),
            "cameraSettings.device",
            $"'{camera.Device}' is not a camera of this machine. Expected a device as /dev/video0 or /dev/v4l/by-id/NAME."
        );
        errors.Require(
            camera.Rotate is 0 or 90 or 180 or 270,
            "cameraSettings.rotate",
            $"A picture is turned by 0, 90, 180 or 270 degrees, not by {camera.Rotate}."
        );
    }

    /// <summary>Checks what is loaded.</summary>
    public static void Check(IReadOnlyList<LoadedMaterial> materials, int hotends, FieldErrors errors)
    {
        errors.Require(
            materials.Count <= MostMaterials,
            "materials",
            $"At most {MostMaterials} materials can be named."
        );
        for (int i = 0; i < materials.Count; i++)
        {
            LoadedMaterial material = materials[i];
            string field = string.Create(CultureInfo.InvariantCulture, $"materials[{i}]");
            errors.Require(
                material.Tool >= 0 && material.Tool < Math.Max(1, hotends),
                field + ".tool",
                $"There is no tool {material.Tool}: the profile has {hotends}, counted from 0."
            );
            errors.Require(
                material.Colour.Length == 0 || ColourPattern().IsMatch(material.Colour),
                field + ".colour",
                $"'{material.Colour}' is not a colour. Expected #rrggbb, as #ff8000."
            );
            errors.Require(
                material.RemainingG is null or >= 0 and <= 100_000,
                field + ".remainingG",
                "Expected grams from 0 to 100000, or null when nobody knows."
            );
        }
    }

    private static void CheckSize(double value, string field, FieldErrors errors) =>
        Between(value, 0, MostMm, field, "mm", errors);

    private static void Between(
        double value,
        double least,
        double most,
        string field,
        string unit,
        FieldErrors errors
    ) =>
        errors.Require(
            double.IsFinite(value) && value >= least && value <= most,
            field,
            string.Create(CultureInfo.InvariantCulture, $"{value} is out of range: expected {least} to {most} {unit}.")
        );

    private static void CheckHotends(IReadOnlyList<HotendProfile> hotends, FieldErrors errors)
    {
        errors.Require(
            hotends.Count is >= 1 and <= MostHotends,
            "profile.hotends",
            $"A printer has 1 to {MostHotends} hotends, not {hotends.Count}."
        );
        for (int i = 0; i < hotends.Count; i++)
        {
            string field = string.Create(CultureInfo.InvariantCulture, $"profile.hotends[{i}]");
            Between(hotends[i].NozzleMm, 0.05, 5, field + ".nozzleMm", "mm", errors);
            Between(hotends[i].MaxC, 0, MostHotendC, field + ".maxC", "°C", errors);
        }
    }

    private static void CheckFirmware(FirmwarePolicy policy, FieldErrors errors)
    {
        bool isNumber = int.TryParse(policy.Window, NumberStyles.None, CultureInfo.InvariantCulture, out int lines);
        errors.Require(
            policy.Window is "auto" or "off" || (isNumber && lines is >= 1 and <= 64),
            "profile.firmware.window",
            $"'{policy.Window}' is not a window. Expected auto, off, or a number of lines from 1 to 64."
        );
        Between(
            policy.InterruptedOffAfterSeconds,
            0,
            86_400,
            "profile.firmware.interruptedOffAfterSeconds",
            "s",
            errors
        );
        Between(
            policy.PausedHotendsOffAfterSeconds ?? 0,
            0,
            86_400,
            "profile.firmware.pausedHotendsOffAfterSeconds",
            "s",
            errors
        );
        Between(policy.MotorsOffAfterSeconds ?? 0, 0, 86_400, "profile.firmware.motorsOffAfterSeconds", "s", errors);
    }

    private static void CheckScripts(PrinterProfile profile, FieldErrors errors)
    {
        IReadOnlyDictionary<string, string> scripts = profile.Scripts;
        PrinterLimits limits = PrinterSetups.LimitsOf(profile);
        errors.Require(scripts.Count <= MostScripts, "profile.scripts", $"At most {MostScripts} scripts can be kept.");
        foreach ((string name, string text) in scripts)
        {
            string field = "profile.scripts." + name;
            errors.Require(
                ScriptNamePattern().IsMatch(name),
                field,
                $"'{name}' is not a name for a script. Expected up to 40 letters, digits, spaces, - and _."
            );
            try
            {
                if (GCodeScript.Parse(text).Heat.Over(limits) is { } tooHot)
                    errors.Add(field, tooHot);
            }
            catch (ScriptException e)
            {
                errors.Add(field, e.Message);
            }
        }
    }

    private static void CheckHttp(string url, string field, FieldErrors errors) =>
        errors.Require(
            url.Length == 0
                || (
                    url.Length <= 2000
                    && Uri.TryCreate(url, UriKind.Absolute, out Uri? uri)
                    && uri.Scheme is "http" or "https"
                    && uri.Host.Length > 0
                ),
            field,
            "This is not an address of a camera. Expected http:// or https:// with a host, as http://camera:8080/?action=stream."
        );

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex ColourPattern();

    [GeneratedRegex("^[A-Za-z0-9_ -]{1,40}$")]
    private static partial Regex ScriptNamePattern();

    [GeneratedRegex("^/dev/(video[0-9]{1,3}|v4l/by-(id|path)/[A-Za-z0-9._:+-]{1,200})$")]
    private static partial Regex DevicePattern();
}
