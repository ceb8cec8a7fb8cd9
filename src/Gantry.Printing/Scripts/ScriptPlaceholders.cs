using System.Globalization;
using Gantry.Firmware.Temperatures;
using Gantry.Printing.Jobs;

namespace Gantry.Printing.Scripts;

/// <summary>The placeholders, which are a fixed set: there is no expression in a script that could be made to do something else.</summary>
public static class ScriptPlaceholders
{
    private static readonly Dictionary<string, ScriptPlaceholder> ByName = Everything()
        .ToDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<ScriptPlaceholder> All { get; } =
    [.. ByName.Values.OrderBy(p => p.Name, StringComparer.Ordinal)];

    /// <summary>Finds one by its name.</summary>
    public static ScriptPlaceholder? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<ScriptPlaceholder> Everything() =>
        [.. Texts(), .. Positions(), .. Parking(), .. Heat(), .. Limits(), .. Commands()];

    private static IEnumerable<ScriptPlaceholder> Texts() =>
        [
            new("printer.name", "the name of the printer", v => v.PrinterName),
            new("job.name", "the name of the job", v => v.JobName),
            new("job.file", "the name of the job's file", v => v.JobFile),
            new("job.owner", "who started the job", v => v.JobOwner),
        ];

    private static IEnumerable<ScriptPlaceholder> Positions() =>
        [
            new("position.x", "where the print is, or was when it was paused, mm", v => v.Coordinate(AxisSet.X)),
            new("position.y", "the same in Y, mm", v => v.Coordinate(AxisSet.Y)),
            new("position.z", "the same in Z, mm", v => v.Coordinate(AxisSet.Z)),
            new("position.e", "the extruder's coordinate there, mm", v => v.State?.Position.E),
            new(
                "position.feedrate",
                "the print's feedrate there, mm/min",
                v => v.State?.Feedrate is > 0 and var f ? f : null
            ),
            new("last.z", "the height at which something was last printed, mm", v => v.State?.PrintedZ),
            new("tool", "the number of the tool in use", v => v.State?.Tool),
            new("feedrate.percent", "the print's speed, % (M220)", v => v.State?.FeedratePercent),
            new("flow.percent", "the flow of the tool in use, % (M221)", v => v.State?.FlowPercent(v.State.Tool)),
        ];

    private static IEnumerable<ScriptPlaceholder> Parking() =>
        [
            new("park.x", "the parking place, mm; nothing while X and Y are not homed", v => v.Park()?.X),
            new("park.y", "the same in Y, mm", v => v.Park()?.Y),
            new("park.lift", "how far the head can go up before it parks, mm", v => v.Lift()),
            new("park.feedrate", "the speed of parking, mm/min", v => v.Machine.ParkFeedrate),
            new("park.feedrate_z", "the speed of parking up and down, mm/min", v => v.Machine.ParkFeedrateZ),
            new(
                "retract.length",
                "filament to pull back, mm; nothing while the hotend is cold",
                v => v.CanExtrude ? v.Machine.RetractLength : null
            ),
            new("retract.feedrate", "the speed of it, mm/min", v => v.Machine.RetractFeedrate),
            new(
                "prime.length",
                "filament to push forth before going on, mm; nothing when none was pulled back",
                v => v.CanExtrude ? v.Machine.RetractLength + v.Machine.PrimeExtra : null
            ),
        ];

    private static IEnumerable<ScriptPlaceholder> Heat()
    {
        yield return new(
            "hotend.target",
            "the target of the tool in use, °C",
            v => v.State?.HotendTarget(v.State.Tool)
        );
        yield return new("bed.target", "the bed's target, °C", v => v.State?.BedTarget);
        yield return new("chamber.target", "the chamber's target, °C", v => v.State?.ChamberTarget);
        yield return new("fan.speed", "the speed of the first fan, 0 to 255", v => v.State?.Fan(0));
        for (int i = 0; i < HeaterId.MostHotends; i++)
        {
            int tool = i;
            yield return new(
                Numbered("hotend", tool, "target"),
                $"the target of hotend {tool}, °C",
                v => v.State?.HotendTarget(tool)
            );
        }
        for (int i = 0; i < ModalState.MostFans; i++)
        {
            int fan = i;
            yield return new(
                Numbered("fan", fan, "speed"),
                $"the speed of fan {fan}, 0 to 255",
                v => v.State?.Fan(fan)
            );
        }
    }

    private static IEnumerable<ScriptPlaceholder> Limits() =>
        [
            new("limits.min_x", "the lowest X that the printer reaches, mm", v => v.Machine.Limits.MinX),
            new("limits.min_y", "the same in Y, mm", v => v.Machine.Limits.MinY),
            new("limits.min_z", "the same in Z, mm", v => v.Machine.Limits.MinZ),
            new("limits.max_x", "the highest X, mm", v => v.Machine.Limits.MaxX),
            new("limits.max_y", "the same in Y, mm", v => v.Machine.Limits.MaxY),
            new("limits.max_z", "the same in Z, mm", v => v.Machine.Limits.MaxZ),
        ];

    private static IEnumerable<ScriptPlaceholder> Commands() =>
        [
            new("heaters.off", "all hotends, bed and chamber off", v => RestoreCommands.HeatersOff(v.Machine)),
            new(
                "heaters.restore",
                "all targets of the print again, and wait until they are reached",
                v => RestoreCommands.HeatersOn(v.Machine, v.State)
            ),
            new("fans.off", "all fans off", v => RestoreCommands.FansOff(v.Machine)),
            new("fans.restore", "all fans as the print had them", v => RestoreCommands.FansOn(v.Machine, v.State)),
            new(
                "modes.restore",
                "units, absolute or relative coordinates and extrusion, speed and flow as the print had them",
                v => RestoreCommands.Modes(v.Machine, v.State)
            ),
        ];

    private static string Numbered(string first, int number, string last) =>
        string.Create(CultureInfo.InvariantCulture, $"{first}{number}.{last}");
}
