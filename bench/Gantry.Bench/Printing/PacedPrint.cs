using System.Globalization;

namespace Gantry.Bench.Printing;

/// <summary>
/// The processor time of one <c>gantry print</c> at 30 lines a second, after its first minute: until then the runtime compiles what
/// turns out to be used often, which of a print of hours is nothing.
/// </summary>
internal static class PacedPrint
{
    private const int PerSecond = 30;
    private const int Lines = 180 * PerSecond;
    private const double FirstMinute = 1.0 / 3;

    public static void Run()
    {
        using var board = new SimulatedBoard();
        string file = BenchJob.WritePaced(board.PathOf("job.gcode"), Lines, PerSecond);
        using HostProgram host = HostProgram.Gantry(
            "print",
            file,
            "--port",
            board.Port,
            "--data",
            board.PathOf("data")
        );
        Pace pace = board.Follow(host, Lines, FirstMinute);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"one printer: {pace.LinesPerSecond:F1} lines/s, {100 * pace.Cores:F2} % of a core"
            )
        );
    }
}
