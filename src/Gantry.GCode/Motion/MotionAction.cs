namespace Gantry.GCode.Motion;

/// <summary>What a command asks of the planner beyond its moves.</summary>
public enum MotionAction
{
    /// <summary>Nothing: the command does not concern motion, or only changes how later moves run.</summary>
    None,

    /// <summary>Moves, to be fetched with <see cref="MotionInterpreter.TryNextMove"/>.</summary>
    Move,

    /// <summary>Wait until all moves have run (M400, M109, M0 and their like).</summary>
    Wait,

    /// <summary>Wait until all moves have run, then <see cref="MotionInterpreter.DwellSeconds"/> more (G4).</summary>
    Dwell,

    /// <summary>Wait until all moves have run, then home; the head is at the home position afterwards (G28).</summary>
    Home,

    /// <summary>Wait until all moves have run, then change the tool (T).</summary>
    ChangeTool,
}
