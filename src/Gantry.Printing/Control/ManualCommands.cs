using System.Globalization;
using Gantry.Firmware.Temperatures;
using Gantry.Printing.Jobs;

namespace Gantry.Printing.Control;

/// <summary>The commands of what a person does by hand. What would be dangerous or meaningless is refused in words.</summary>
internal static class ManualCommands
{
    /// <summary>Longer moves by hand are typing errors, mm.</summary>
    private const double LongestMove = 2000;

    private const double HighestFeedrate = 60_000;

    /// <summary>Moves the head, and leaves every mode as it was.</summary>
    public static IReadOnlyList<string> Jog(JogMove move, PrinterSetup setup, ModalState state)
    {
        if (move is { X: null, Y: null, Z: null })
            throw Refuse("Name at least one axis to move.");
        Check("X", move.X);
        Check("Y", move.Y);
        Check("Z", move.Z);
        bool isHigh = move.Z is not null && move.X is null && move.Y is null;
        double feedrate = move.Feedrate ?? (isHigh ? setup.Machine.ParkFeedrateZ : setup.Machine.ParkFeedrate);
        CheckFeedrate(feedrate);
        string words = Word(" X", move.X) + Word(" Y", move.Y) + Word(" Z", move.Z);
        return ["G21", move.IsRelative ? "G91" : "G90", Text($"G0{words} F{feedrate:0.###}"), .. Modes(state)];
    }

    /// <summary>Homes axes.</summary>
    public static IReadOnlyList<string> Home(AxisSet axes)
    {
        if (axes == AxisSet.None)
            throw Refuse("Name at least one axis to home.");
        string words =
            (axes.HasFlag(AxisSet.X) ? " X" : "")
            + (axes.HasFlag(AxisSet.Y) ? " Y" : "")
            + (axes.HasFlag(AxisSet.Z) ? " Z" : "");
        return [axes == AxisSet.All ? "G28" : "G28" + words];
    }

    /// <summary>Moves filament; less than nothing pulls it back.</summary>
    public static IReadOnlyList<string> Extrude(double mm, double feedrate, ModalState state)
    {
        if (double.IsNaN(mm) || Math.Abs(mm) > 500)
            throw Refuse("Filament is moved by at most 500 mm at once.");
        CheckFeedrate(feedrate);
        return ["G21", "M83", Text($"G1 E{mm:0.###} F{feedrate:0.###}"), .. Modes(state)];
    }

    /// <summary>Sets a target; 0 is off.</summary>
    public static IReadOnlyList<string> Heat(HeaterId heater, double target, PrinterSetup setup)
    {
        double? limit = heater.Kind switch
        {
            HeaterKind.Hotend => setup.Machine.Limits.MaxHotend ?? 320,
            HeaterKind.Bed => setup.Machine.Limits.MaxBed ?? 140,
            HeaterKind.Chamber => setup.Machine.Limits.MaxChamber ?? 100,
            _ => throw Refuse($"{heater} is no heater that can be set."),
        };
        if (double.IsNaN(target) || target < 0 || target > limit)
            throw Refuse(Text($"{heater} can be set from 0 to {limit:0.#} °C."));
        return heater.Kind switch
        {
            HeaterKind.Bed => [Text($"M140 S{target:0.##}")],
            HeaterKind.Chamber => [Text($"M141 S{target:0.##}")],
            _ when heater.Index >= setup.Machine.Hotends => throw Refuse($"There is no hotend {heater.Index}."),
            _ when setup.Machine.Hotends == 1 => [Text($"M104 S{target:0.##}")],
            _ => [Text($"M104 T{heater.Index} S{target:0.##}")],
        };
    }

    /// <summary>Sets a fan, in percent.</summary>
    public static IReadOnlyList<string> Fan(int fan, double percent)
    {
        if (fan is < 0 or >= ModalState.MostFans || double.IsNaN(percent) || percent is < 0 or > 100)
            throw Refuse("A fan can be set from 0 to 100 %.");
        string speed = Text($" S{Math.Round(percent * 2.55)}");
        return [fan == 0 ? "M106" + speed : Text($"M106 P{fan}") + speed];
    }

    /// <summary>Sets speed and flow, in percent.</summary>
    public static IReadOnlyList<string> Factors(double? feedratePercent, double? flowPercent)
    {
        if (feedratePercent is < 10 or > 500 || flowPercent is < 10 or > 300)
            throw Refuse("Speed can be set from 10 to 500 %, flow from 10 to 300 %.");
        var commands = new List<string>();
        if (feedratePercent is { } speed)
            commands.Add(Text($"M220 S{speed:0.##}"));
        if (flowPercent is { } flow)
            commands.Add(Text($"M221 S{flow:0.##}"));
        return commands;
    }

    /// <summary>What a move by hand has changed, as it was. G90 and G91 come before M82 and M83, which they may imply.</summary>
    private static IEnumerable<string> Modes(ModalState state)
    {
        if (state.IsInInches)
            yield return "G20";
        yield return state.IsRelative ? "G91" : "G90";
        yield return state.IsExtruderRelative ? "M83" : "M82";
        if (state.Feedrate > 0)
            yield return Text($"G1 F{state.Feedrate / (state.IsInInches ? 25.4 : 1):0.###}");
    }

    private static void Check(string axis, double? value)
    {
        if (value is { } mm && (double.IsNaN(mm) || Math.Abs(mm) > LongestMove))
            throw Refuse($"{axis} is moved by at most {LongestMove} mm.");
    }

    private static void CheckFeedrate(double feedrate)
    {
        if (double.IsNaN(feedrate) || feedrate is <= 0 or > HighestFeedrate)
            throw Refuse($"A feedrate is more than 0 and at most {HighestFeedrate} mm/min.");
    }

    private static string Word(string letter, double? value) => value is { } mm ? letter + Text($"{mm:0.###}") : "";

    private static PrinterRefusedException Refuse(string message) => new(message);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
