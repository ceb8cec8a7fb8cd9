using System.Globalization;
using Gantry.Simulator;
using Gantry.Tests.Simulator;

namespace Gantry.Bench.Printing;

/// <summary>
/// Lines per second of Gantry with its window, of Gantry with one line per <c>ok</c>, and of printcore, on the same simulated
/// board, beside what the window allows: <c>print table [SECONDS [BAUD]]</c>, the seconds of each measurement (8 if not said), and
/// one of the two baud rates alone.
/// </summary>
internal static class SpeedTable
{
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
        double theory = Allowed(baud, latency, moves, lines: 4, bytes: 127);
        double single = Allowed(baud, latency, moves, lines: 1, bytes: 0);
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
        string job = BenchJob.Write(file, moves, lines);
        using HostProgram host = start(board.Port, baud, job);
        return board.Follow(host, lines).LinesPerSecond;
    }

    /// <summary>
    /// What a window allows: the lines per second of a sender that loses no time, on the same board in virtual time. The wire, the
    /// firmware and the round trip all have their part in it, a move's own planning too; the tests compare it with a real board.
    /// </summary>
    private static double Allowed(int baud, int latency, bool moves, int lines, int bytes)
    {
        const int Count = 400;
        var options = new PrinterOptions { BaudRate = baud, Latency = TimeSpan.FromMilliseconds(latency) };
        var host = new WindowedHost(new VirtualPrinter(options), lines, bytes, space: "");
        host.Stream(BenchJob.Preamble(moves));
        TimeSpan start = host.Now;
        host.Stream(BenchJob.Lines(moves, Count));
        return Count / (host.Now - start).TotalSeconds;
    }
}
