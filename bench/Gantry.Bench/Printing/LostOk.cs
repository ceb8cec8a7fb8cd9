using System.Globalization;

namespace Gantry.Bench.Printing;

/// <summary>How long nothing is executed when an <c>ok</c> is lost, for each of some of them.</summary>
internal static class LostOk
{
    private const int Rounds = 5;
    private const int Lines = 400;

    public static void Run()
    {
        foreach (string window in (string[])["off", "auto"])
            for (int round = 1; round <= Rounds; round++)
            {
                using var board = new SimulatedBoard("--speed", "max", "--faults", $"lost-ok=1/150,seed={round}");
                string file = BenchJob.Write(board.PathOf("job.gcode"), moves: false, Lines);
                using HostProgram host = HostProgram.Gantry(
                    "print",
                    file,
                    "--port",
                    board.Port,
                    "--data",
                    board.PathOf("data"),
                    "--window",
                    window
                );
                Pace pace = board.Follow(host, Lines);
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"window {window}: the longest gap of {Lines} lines, about {Lines / 150.0:F1} oks lost: {pace.LongestGap.TotalSeconds:F2} s"
                    )
                );
            }
    }
}
