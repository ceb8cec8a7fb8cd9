using System.Globalization;
using Gantry.GCode.Motion;
using Gantry.Printing.Scripts;

namespace Gantry.Printing.Jobs;

/// <summary>
/// Lets a print go on at a layer after the printer has restarted and forgotten where it is. Z is never homed, for the part is in
/// the way: the printer is told at which height it stopped, goes up from there, and homes only X and Y.
/// </summary>
public static class LayerResume
{
    /// <summary>Less room above the part is none, mm.</summary>
    private const double LeastLift = 2;

    /// <summary>Rounding of heights, mm.</summary>
    private const double Rounding = 0.01;

    /// <summary>Nothing is primed nearer to the part, mm.</summary>
    private const double PrimingMargin = 5;

    /// <summary>Gives the commands.</summary>
    /// <exception cref="LayerResumeException">It cannot be done safely.</exception>
    public static LayerResumePlan Plan(LayerResumeRequest request)
    {
        CheckPrinter(request.Options);
        CheckFile(request);
        (double z, double lift) = Heights(request);
        (double X, double Y) place = PlaceToPrime(request);
        var commands = new List<string>();
        commands.AddRange(ComeLoose(request, z, lift));
        commands.AddRange(FindXY(request));
        commands.AddRange(WarmUpAndPrime(request, place));
        commands.AddRange(GoToLayer(request));
        return new LayerResumePlan(commands, request.Layer.FirstCommand, Warnings(request));
    }

    private static void CheckPrinter(LayerResumeOptions options)
    {
        if (options.Kinematics == PrinterKinematics.Unknown)
            throw Refuse(
                LayerResumeRefusal.KinematicsUnknown,
                "It is not known how this printer moves. Set the kinematics in its profile, and start again."
            );
        if (options.Kinematics == PrinterKinematics.Coupled || !options.CanHomeXY)
            throw Refuse(
                LayerResumeRefusal.CannotHomeAlone,
                "This printer cannot home X and Y alone above a part, so the print cannot go on. Start it anew."
            );
        if (options.NeedsHomedZ)
            throw Refuse(
                LayerResumeRefusal.NeedsHomedZ,
                "This printer's firmware moves nothing before Z is homed, and the part is in the way of that. Start the print anew."
            );
    }

    private static void CheckFile(LayerResumeRequest request)
    {
        ModalState state = request.State;
        if (request.Layers is not { Layers.Count: > 0 } layers)
            throw Refuse(
                LayerResumeRefusal.NoLayers,
                "The file does not show where its layers begin, so the print cannot go on at one."
            );
        if (layers.IsOneAfterAnother)
            throw Refuse(
                LayerResumeRefusal.OneAfterAnother,
                "The file prints its objects one after the other; finished ones stand in the way of the head. Print what is missing as a new job."
            );
        if (state.IsRelative)
            throw Refuse(
                LayerResumeRefusal.Relative,
                "The file uses relative coordinates at this layer. Choose another layer."
            );
        if (state.Known != AxisSet.All || request.Stopped.PrintedZ is null)
            throw Refuse(
                LayerResumeRefusal.PositionUnknown,
                "Nothing was printed yet, or the file does not say where the head is. Start the print anew."
            );
        if (state.Shifted != AxisSet.None || request.Stopped.Shifted != AxisSet.None || state.Workspace != 0)
            throw Refuse(
                LayerResumeRefusal.Shifted,
                "The file has shifted its coordinates (G92 or G54 to G59), which homing would undo. Start the print anew."
            );
        if (state.HotendTarget(state.Tool) is not > 0)
            throw Refuse(
                LayerResumeRefusal.NoTemperature,
                "The file sets no temperature for the hotend. Start the print anew after setting one."
            );
    }

    private static (double Z, double Lift) Heights(LayerResumeRequest request)
    {
        double z = request.Stopped.PrintedZ!.Value + request.Options.ZAdjustment;
        if (request.Layer.Z < request.Stopped.PrintedZ.Value - Rounding)
            throw Refuse(
                LayerResumeRefusal.BelowPart,
                $"Layer {request.Layer.Index} is at {Mm(request.Layer.Z)}, but the part is {Mm(request.Stopped.PrintedZ.Value)} high. Choose a layer above."
            );
        // Above all that was printed, which may be higher than where it stopped.
        double toTop = Math.Max(0, request.Stopped.HighestPrintedZ!.Value - z);
        double room = request.Machine.Limits.MaxZ is { } top ? top - z - toTop : double.PositiveInfinity;
        double lift = Math.Min(request.Options.Lift, room);
        if (lift < LeastLift)
            throw Refuse(
                LayerResumeRefusal.NoRoomAbove,
                $"The head can go up only {Mm(Math.Max(0, room))} above the part, and needs {Mm(LeastLift)} to pass over it."
            );
        return (z, lift + toTop);
    }

    private static (double X, double Y) PlaceToPrime(LayerResumeRequest request)
    {
        double? x = request.Options.PrimeX ?? request.Machine.ParkX;
        double? y = request.Options.PrimeY ?? request.Machine.ParkY;
        bool isBeside =
            request.Part is not { } part
            || x < part.MinX - PrimingMargin
            || x > part.MaxX + PrimingMargin
            || y < part.MinY - PrimingMargin
            || y > part.MaxY + PrimingMargin;
        if (x is { } placeX && y is { } placeY && isBeside)
            return (placeX, placeY);
        throw Refuse(
            LayerResumeRefusal.NoPlaceToPrime,
            "There is no place beside the part to prime the nozzle. Set a parking place in the printer's profile that is not over the part."
        );
    }

    /// <summary>Warm the nozzle that stands in the part, say how high it is, and go up.</summary>
    private static IEnumerable<string> ComeLoose(LayerResumeRequest request, double z, double lift)
    {
        ModalState state = request.State;
        yield return "G21";
        yield return "G90";
        // Also so that the part does not come off a bed that has cooled.
        if (request.Machine.HasBed && state.BedTarget > 0)
            yield return Command($"M140 S{state.BedTarget:0.##}");
        double loosen = Math.Min(request.Options.LoosenAt, state.HotendTarget(state.Tool)!.Value);
        // The tool is not changed yet: that may move the head.
        if (loosen > 0)
            yield return request.Machine.Hotends > 1
                ? Command($"M109 T{state.Tool} S{loosen:0.##}")
                : Command($"M109 S{loosen:0.##}");
        if (state.Leveling == BedLeveling.Stored)
        {
            // The bed's map counts from where the head is, so the printer must know that in X and Y, too.
            yield return "M420 S1";
            AxisValues at = request.Stopped.Position;
            yield return Command($"G92 X{at.X:0.###} Y{at.Y:0.###} Z{z:0.###}");
        }
        else
            yield return Command($"G92 Z{z:0.###}");
        yield return "G91";
        yield return Command($"G0 Z{lift:0.###} F{request.Machine.ParkFeedrateZ:0.###}");
        yield return "G90";
    }

    private static IEnumerable<string> FindXY(LayerResumeRequest request)
    {
        yield return "G28 X Y";
        // Homing switches the map off in most builds.
        if (request.State.Leveling == BedLeveling.Stored)
            yield return "M420 S1";
        if (request.Machine.Hotends > 1)
            yield return Command($"T{request.State.Tool}");
    }

    private static IEnumerable<string> WarmUpAndPrime(LayerResumeRequest request, (double X, double Y) place)
    {
        LayerResumeOptions options = request.Options;
        ScriptMachine machine = request.Machine;
        yield return Command($"G0 X{place.X:0.###} Y{place.Y:0.###} F{machine.ParkFeedrate:0.###}");
        foreach (string command in RestoreCommands.HeatersOn(machine, request.State))
            yield return command;
        yield return "M83";
        if (options.PrimeLength > 0)
            yield return Command($"G1 E{options.PrimeLength:0.###} F{options.PrimeFeedrate:0.###}");
        yield return Command($"G1 E-{machine.RetractLength:0.###} F{machine.RetractFeedrate:0.###}");
    }

    /// <summary>Over the place, down onto it, and everything as the file had it.</summary>
    private static IEnumerable<string> GoToLayer(LayerResumeRequest request)
    {
        ModalState state = request.State;
        ScriptMachine machine = request.Machine;
        yield return Command($"G0 X{state.Position.X:0.###} Y{state.Position.Y:0.###} F{machine.ParkFeedrate:0.###}");
        yield return Command($"G0 Z{request.Layer.Z:0.###} F{machine.ParkFeedrateZ:0.###}");
        yield return Command($"G1 E{machine.RetractLength:0.###} F{machine.RetractFeedrate:0.###}");
        yield return Command($"G92 E{state.Position.E:0.#####}");
        foreach (string command in state.SettingCommands)
            yield return command;
        foreach (string command in RestoreCommands.FansOn(machine, state))
            yield return command;
        foreach (string command in RestoreCommands.Modes(machine, state))
            yield return command;
    }

    private static List<string> Warnings(LayerResumeRequest request)
    {
        var warnings = new List<string>
        {
            "The printer cannot know how high it is; it is told. Watch the first lines, and stop it if the nozzle digs in or prints in the air.",
        };
        double gap = request.Layer.Z - request.Stopped.PrintedZ!.Value;
        double height = LayerHeight(request);
        if (gap > height + Rounding)
            warnings.Add($"Between the part and layer {request.Layer.Index} there may be a gap of {Mm(gap - height)}.");
        if (request.State.Leveling == BedLeveling.Probed)
            warnings.Add(
                "The bed was probed for this print, and the printer has forgotten that: heights may differ by as much as the bed is uneven."
            );
        return warnings;
    }

    private static double LayerHeight(LayerResumeRequest request)
    {
        int index = request.Layer.Index - 1;
        IReadOnlyList<LayerStart> layers = request.Layers!.Layers;
        return index > 0 && index < layers.Count ? layers[index].Z - layers[index - 1].Z : request.Layer.Z;
    }

    private static LayerResumeException Refuse(LayerResumeRefusal refusal, string message) => new(refusal, message);

    private static string Mm(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture) + " mm";

    private static string Command(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
