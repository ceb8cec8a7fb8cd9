using System.Globalization;
using Gantry.Printing.Jobs;

namespace Gantry.Printing.Scripts;

/// <summary>The commands that bring heaters, fans and modes to where a state says.</summary>
internal static class RestoreCommands
{
    private const double MillimetresPerInch = 25.4;

    /// <summary>Everything off.</summary>
    public static IEnumerable<string> HeatersOff(ScriptMachine machine)
    {
        for (int tool = 0; tool < machine.Hotends; tool++)
            yield return machine.Hotends == 1 ? "M104 S0" : Command($"M104 T{tool} S0");
        if (machine.HasBed)
            yield return "M140 S0";
        if (machine.HasChamber)
            yield return "M141 S0";
    }

    /// <summary>All targets first, so that everything warms up together; then the waiting, the bed before the hotends.</summary>
    public static IEnumerable<string> HeatersOn(ScriptMachine machine, ModalState? state)
    {
        if (state is null)
            yield break;
        bool chamber = machine.HasChamber && state.ChamberTarget > 0;
        bool bed = machine.HasBed && state.BedTarget > 0;
        if (chamber)
            yield return Command($"M141 S{state.ChamberTarget:0.##}");
        if (bed)
            yield return Command($"M140 S{state.BedTarget:0.##}");
        for (int tool = 0; tool < machine.Hotends; tool++)
            if (state.HotendTarget(tool) > 0)
                yield return Hotend(104, tool, machine, state);
        if (bed)
            yield return Command($"M190 S{state.BedTarget:0.##}");
        for (int tool = 0; tool < machine.Hotends; tool++)
            if (state.HotendTarget(tool) > 0)
                yield return Hotend(109, tool, machine, state);
    }

    /// <summary>Every fan off.</summary>
    public static IEnumerable<string> FansOff(ScriptMachine machine)
    {
        for (int fan = 0; fan < machine.Fans; fan++)
            yield return fan == 0 ? "M107" : Command($"M107 P{fan}");
    }

    /// <summary>Every fan as fast as it was.</summary>
    public static IEnumerable<string> FansOn(ScriptMachine machine, ModalState? state)
    {
        for (int fan = 0; fan < machine.Fans; fan++)
            if (state?.Fan(fan) is { } speed)
                yield return fan == 0 ? Command($"M106 S{speed:0.###}") : Command($"M106 P{fan} S{speed:0.###}");
    }

    /// <summary>How coordinates, extrusion and speeds are meant. G90 also sets the extruder's mode, so that comes behind it.</summary>
    public static IEnumerable<string> Modes(ScriptMachine machine, ModalState? state)
    {
        if (state is null)
            yield break;
        yield return state.IsInInches ? "G20" : "G21";
        yield return state.IsRelative ? "G91" : "G90";
        yield return state.IsExtruderRelative ? "M83" : "M82";
        yield return Command($"M220 S{state.FeedratePercent:0.##}");
        for (int tool = 0; tool < machine.Hotends; tool++)
            yield return machine.Hotends == 1
                ? Command($"M221 S{state.FlowPercent(0):0.##}")
                : Command($"M221 T{tool} S{state.FlowPercent(tool):0.##}");
        if (state.Feedrate > 0)
            yield return Command($"G1 F{state.Feedrate / (state.IsInInches ? MillimetresPerInch : 1):0.###}");
    }

    private static string Hotend(int code, int tool, ScriptMachine machine, ModalState state) =>
        machine.Hotends == 1
            ? Command($"M{code} S{state.HotendTarget(tool):0.##}")
            : Command($"M{code} T{tool} S{state.HotendTarget(tool):0.##}");

    private static string Command(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
