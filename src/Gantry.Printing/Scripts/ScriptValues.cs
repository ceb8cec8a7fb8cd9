using Gantry.Printing.Jobs;

namespace Gantry.Printing.Scripts;

/// <summary>What a script's placeholders stand for at the moment when it runs. Null where there is nothing.</summary>
public sealed record ScriptValues
{
    /// <summary>The printer.</summary>
    public ScriptMachine Machine { get; init; } = new();

    /// <summary>
    /// How the printer stands in the job's own terms: at the pause for the pause script, and the same for the resume script.
    /// </summary>
    public ModalState? State { get; init; }

    /// <summary>
    /// Whether the extruder may be moved: its hotend is hot. For the resume script: whether it was at the pause, for what was
    /// not pulled back must not be pushed forth.
    /// </summary>
    public bool CanExtrude { get; init; }

    /// <summary>The name of the printer.</summary>
    public string? PrinterName { get; init; }

    /// <summary>The name of the job.</summary>
    public string? JobName { get; init; }

    /// <summary>The name of its file.</summary>
    public string? JobFile { get; init; }

    /// <summary>Who started it.</summary>
    public string? JobOwner { get; init; }

    /// <summary>A coordinate of the head, if it is known.</summary>
    internal double? Coordinate(AxisSet axis) =>
        State is { } state && state.Known.HasFlag(axis)
            ? axis switch
            {
                AxisSet.X => state.Position.X,
                AxisSet.Y => state.Position.Y,
                _ => state.Position.Z,
            }
            : null;

    /// <summary>
    /// The parking place in the coordinates of the commands. There is none while X and Y are not homed, or shifted by nobody
    /// knows how much.
    /// </summary>
    internal (double X, double Y)? Park()
    {
        const AxisSet needed = AxisSet.X | AxisSet.Y;
        if (State is not { } state || Machine.ParkX is not { } x || Machine.ParkY is not { } y)
            return null;
        bool sure = (state.Homed & needed) == needed && (state.Shifted & needed) == 0 && state.Workspace == 0;
        return sure ? (x, y) : null;
    }

    /// <summary>How far the head can go up; nothing while its height is not known.</summary>
    internal double? Lift()
    {
        if (Coordinate(AxisSet.Z) is not { } z)
            return null;
        double room = Machine.Limits.MaxZ is { } top ? top - (z - State!.Shift.Z) : double.PositiveInfinity;
        double lift = Math.Min(Machine.ParkLift, room);
        return lift > 0 ? lift : null;
    }
}
