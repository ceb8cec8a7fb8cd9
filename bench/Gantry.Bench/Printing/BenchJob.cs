using System.Globalization;

namespace Gantry.Bench.Printing;

/// <summary>Files to print.</summary>
internal static class BenchJob
{
    /// <summary>A job of the lines below.</summary>
    public static string Write(string path, bool moves, int lines)
    {
        File.WriteAllLines(path, [.. Preamble(moves), .. Lines(moves, lines)]);
        return path;
    }

    /// <summary>What stands before the lines that are measured.</summary>
    public static string[] Preamble(bool moves) =>
        moves
            ? ["G21", "G90", "M83", "M302 P1", "G92 X110 Y100 Z5 E0", "G1 F6000"]
            : ["G21", "G90", "G92 X100 Y100 Z5 E0"];

    /// <summary>
    /// A circle of 10 mm radius in pieces of 0.2 mm, as the measurements on real Marlin were made with, 38 bytes with number and
    /// checksum; or moves that go nowhere: what the wire and the firmware's parser allow.
    /// </summary>
    public static IEnumerable<string> Lines(bool moves, int lines)
    {
        for (int i = 0; i < lines; i++)
        {
            double angle = i * 0.02;
            double x = 100 + (10 * Math.Cos(angle));
            double y = 100 + (10 * Math.Sin(angle));
            yield return moves
                ? string.Create(CultureInfo.InvariantCulture, $"G1 X{x:F3} Y{y:F3} E0.00665")
                : "G1 X100.000 Y100.000 E0.0000";
        }
    }

    /// <summary>Moves of one millimetre at a speed at which so many are done each second.</summary>
    public static string WritePaced(string path, int lines, double perSecond)
    {
        using var file = new StreamWriter(path);
        file.Write("G21\nG90\nM204 P20000\nM205 X50 Y50\nG92 X100 Y100 Z5 E0\n");
        string feedrate = (60 * perSecond).ToString("F0", CultureInfo.InvariantCulture);
        // To and fro over fifty millimetres.
        for (int i = 0; i < lines; i++)
            file.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"G1 X{100 + (i % 100 < 50 ? i % 50 : 50 - i % 50) + 1} Y{100 + 0.001 * (i % 2):F3} F{feedrate}\n"
                )
            );
        return path;
    }
}
