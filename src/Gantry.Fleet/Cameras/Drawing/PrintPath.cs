using Gantry.GCode;
using Gantry.GCode.Motion;
using Gantry.GCode.Words;

namespace Gantry.Fleet.Cameras.Drawing;

/// <summary>Everything that a file lays down, in its order; of a very long file every second, fourth, eighth piece.</summary>
internal sealed class PrintPath
{
    private const int MostLines = 120_000;

    private readonly List<PathLine> _lines = [];
    private int _keepsOneOf = 1;
    private int _passed;

    private PrintPath() { }

    public static PrintPath Empty { get; } = new();

    public IReadOnlyList<PathLine> Lines => _lines;

    /// <summary>The lowest corner.</summary>
    public (double X, double Y) Least { get; private set; } = (double.MaxValue, double.MaxValue);

    /// <summary>The highest corner.</summary>
    public (double X, double Y, double Z) Most { get; private set; } = (double.MinValue, double.MinValue, 0);

    /// <summary>Reads a file, plain G-code.</summary>
    public static async Task<PrintPath> ReadAsync(string file, CancellationToken stop)
    {
        var path = new PrintPath();
        MachineSettings settings = MachineSettings.Marlin;
        var interpreter = new MotionInterpreter(settings, new MotionPlanner(settings));
        var command = new GCodeCommand();
        AxisValues at = interpreter.Position;
        using GCodeReader reader = GCodeReader.Open(file);
        while (await reader.ReadAsync(stop))
        {
            if (!command.Parse(reader.Command))
                continue;
            MotionAction action = interpreter.Interpret(command);
            while (interpreter.TryNextMove(out Move move))
            {
                path.Add(at, move.Target, (int)Math.Min(int.MaxValue, reader.CommandNumber));
                at = move.Target;
            }
            if (action == MotionAction.Home)
                at = interpreter.Position;
        }
        return path;
    }

    /// <summary>How many of the lines are there when so many commands are done.</summary>
    public int CountAt(long commands)
    {
        int low = 0;
        int high = _lines.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_lines[middle].Command <= commands)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private void Add(AxisValues from, AxisValues to, int command)
    {
        if (to.E <= from.E || (to.X == from.X && to.Y == from.Y) || _passed++ % _keepsOneOf != 0)
            return;
        if (_lines.Count == MostLines)
        {
            for (int i = 0; i < MostLines / 2; i++)
                _lines[i] = _lines[2 * i];
            _lines.RemoveRange(MostLines / 2, MostLines - MostLines / 2);
            _keepsOneOf *= 2;
        }
        _lines.Add(new PathLine((float)from.X, (float)from.Y, (float)to.X, (float)to.Y, (float)to.Z, command));
        Least = (Math.Min(Least.X, Math.Min(from.X, to.X)), Math.Min(Least.Y, Math.Min(from.Y, to.Y)));
        Most = (
            Math.Max(Most.X, Math.Max(from.X, to.X)),
            Math.Max(Most.Y, Math.Max(from.Y, to.Y)),
            Math.Max(Most.Z, to.Z)
        );
    }
}
