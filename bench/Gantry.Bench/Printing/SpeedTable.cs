using System.Globalization;

namespace Gantry.Bench.Printing;

/// <summary>
/// Lines per second of Gantry with its window, of Gantry with one line per <c>ok</c>, and of printcore, on the same simulated
/// board, beside what the window allows: <c>print table [SECONDS [BAUD]]</c>, the seconds of each measurement (8 if not said), and
/// one of the two baud rates alone.
/// </summary>
internal static class SpeedTable
{
    /// <summary>Bytes of a line of the job with its number and checksum.</summary>
    private const double LineBytes = 38.8;

    /// <summary>Lines on their way: one is executed, three wait, and as many as fit into 127 bytes.</summary>
    private const double WindowLines = 4 + 3;

    /// <summary>What the firmware takes for a line that moves nothing, measured on Marlin 2.1.2 at 16 MHz.</summary>
    private const double LineSeconds = 0.0014;

    /// <summary>Short moves that Marlin plans in a second on that board, measured.</summary>
    private const double PlannedPerSecond = 179;

    /// <summary>Fewer say nothing.</summary>
    private const int FewestLines = 80;

    private static readonly int[] Bauds = [115200, 250000];
    private static readonly int[] Latencies = [0, 5, 20, 50];

    public static void Run(string[] arguments)
    {
        double seconds = arguments.Length > 0 ? double.Parse(arguments[0], CultureInfo.InvariantCulture) : 8;
        int[] bauds = arguments.Length > 1 ? [int.Parse(arguments[1], CultureInfo.InvariantCulture)] : Bauds;
        foreach (bool moves in (bool[])[false, true])
        {
            Console.WriteLine(moves ? "moves of 0.2 mm" : "lines that move nothing");
            Console.WriteLine(
                $"{"baud", -8} {"round trip", -11} {"window", 8} {"theory", 8} {"%", 6} {"one line", 9} {"printcore", 10}"
            );
            foreach (int baud in bauds)
            foreach (int latency in Latencies)
                Measure(baud, latency, moves, seconds);
        }
    }

    private static void Measure(int baud, int latency, bool moves, double seconds)
    {
        double theory = Theory(baud, latency, moves);
        double single = Math.Min(theory, 1 / Trip(baud, latency));
        double window = Print(baud, latency, moves, (int)(theory * seconds), Gantry("auto"));
        double one = Print(baud, latency, moves, (int)(single * seconds), Gantry("off"));
        double printcore = Print(baud, latency, moves, (int)(single * seconds), HostProgram.Printcore);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{baud, -8} {latency + " ms", -11} {window, 8:F1} {theory, 8:F1} {100 * window / theory, 6:F1} {one, 9:F1} {printcore, 10:F1}"
            )
        );
    }

    private static Func<string, int, string, HostProgram> Gantry(string window) =>
        (port, baud, file) =>
            HostProgram.Gantry(
                "print",
                file,
                "--port",
                port,
                "--baud",
                baud.ToString(CultureInfo.InvariantCulture),
                "--window",
                window,
                "--data",
                Path.GetDirectoryName(file)!
            );

    private static double Print(
        int baud,
        int latency,
        bool moves,
        int lines,
        Func<string, int, string, HostProgram> start
    )
    {
        lines = Math.Max(lines, FewestLines);
        using var board = new SimulatedBoard(
            "--baud",
            baud.ToString(CultureInfo.InvariantCulture),
            "--latency",
            $"{latency}ms"
        );
        string file = board.PathOf("job.gcode");
        string job = moves ? BenchJob.WriteMoves(file, lines) : BenchJob.WriteNoMoves(file, lines);
        using HostProgram host = start(board.Port, baud, job);
        return board.Follow(host, lines).LinesPerSecond;
    }

    private static double Theory(int baud, int latency, bool moves)
    {
        double wire = baud / 10.0 / LineBytes;
        double firmware = moves ? PlannedPerSecond : 1 / LineSeconds;
        return Math.Min(Math.Min(wire, firmware), WindowLines / Trip(baud, latency));
    }

    /// <summary>From a line's first byte to its <c>ok</c>, in seconds.</summary>
    private static double Trip(int baud, int latency) =>
        (latency / 1000.0) + (10 * (LineBytes + 3) / baud) + LineSeconds;
}
