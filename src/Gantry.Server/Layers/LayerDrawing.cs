using System.Globalization;
using System.Text;
using Gantry.GCode;
using Gantry.GCode.Motion;
using Gantry.GCode.Words;

namespace Gantry.Server.Layers;

/// <summary>Draws one layer of a file: every straight move of it, arcs cut into such.</summary>
internal static class LayerDrawing
{
    /// <summary>Numbers that a move takes: from, to, kind.</summary>
    public const int NumbersPerMove = 5;

    /// <summary>Moves of a layer that are drawn at most; a browser's canvas gets slow before that.</summary>
    private const int MostMoves = 200_000;

    private const double Travel = 0;
    private const double Extrusion = 1;

    /// <summary>Draws it.</summary>
    /// <param name="path">The file, plain G-code.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<LayerBody> DrawAsync(string path, IndexedLayer layer, CancellationToken cancellationToken)
    {
        LayerSeed seed = layer.Seed;
        MachineSettings settings = MachineSettings.Marlin with { Home = seed.Machine };
        var interpreter = new MotionInterpreter(settings, new MotionPlanner(settings));
        Restore(interpreter, seed);
        var command = new GCodeCommand();
        var moves = new List<double>();
        AxisValues at = interpreter.Position;
        using GCodeReader reader = GCodeReader.Open(path);
        reader.Seek(seed.Place);
        for (long left = layer.Commands; left > 0 && await reader.ReadAsync(cancellationToken); left--)
        {
            if (!command.Parse(reader.Command))
                continue;
            MotionAction action = interpreter.Interpret(command);
            while (interpreter.TryNextMove(out Move move))
            {
                Add(moves, at, move.Target);
                at = move.Target;
            }
            if (action == MotionAction.Home)
                at = interpreter.Position;
            if (moves.Count >= MostMoves * NumbersPerMove)
                return new LayerBody(layer.Z, moves, true);
        }
        return new LayerBody(layer.Z, moves, false);
    }

    private static void Add(List<double> moves, AxisValues from, AxisValues to)
    {
        if (from.X == to.X && from.Y == to.Y)
            return;
        moves.Add(Math.Round(from.X, 2));
        moves.Add(Math.Round(from.Y, 2));
        moves.Add(Math.Round(to.X, 2));
        moves.Add(Math.Round(to.Y, 2));
        moves.Add(to.E > from.E ? Extrusion : Travel);
    }

    /// <summary>Brings the interpreter, which begins at the place of the head, to how commands are meant there.</summary>
    private static void Restore(MotionInterpreter interpreter, LayerSeed seed)
    {
        AxisValues p = seed.Logical;
        Run(interpreter, string.Create(CultureInfo.InvariantCulture, $"G92 X{p.X:F5} Y{p.Y:F5} Z{p.Z:F5} E{p.E:F5}"));
        Run(interpreter, seed.IsRelative ? "G91" : "G90");
        Run(interpreter, seed.IsExtruderRelative ? "M83" : "M82");
        Run(interpreter, seed.IsInInches ? "G20" : "G21");
    }

    private static void Run(MotionInterpreter interpreter, string text)
    {
        var command = new GCodeCommand();
        if (command.Parse(Encoding.ASCII.GetBytes(text)))
            interpreter.Interpret(command);
    }
}
