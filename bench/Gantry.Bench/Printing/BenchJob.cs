using System.Globalization;

namespace Gantry.Bench.Printing;

/// <summary>Files to print.</summary>
internal static class BenchJob
{
    /// <summary>
    /// A circle of 10 mm radius in pieces of 0.2 mm, as the measurements on real Marlin were made with; 38 bytes with number and
    /// checksum.
    /// </summary>
    public static string WriteMoves(string path, int lines)
    {
        using var file = new StreamWriter(path);
        file.Write("G21\nG90\nM83\nM302 P1\nG92 X110 Y100 Z5 E0\nG1 F6000\n");
        for (int i = 0; i < lines; i++)
        {
            double angle = i * 0.02;
            double x = 100 + (10 * Math.Cos(angle));
            double y = 100 + (10 * Math.Sin(angle));
            file.Write(string.Create(CultureInfo.InvariantCulture, $"G1 X{x:F3} Y{y:F3} E0.00665\n"));
        }
        return path;
    }

    /// <summary>Moves that go nowhere: what the wire and the firmware's parser allow.</summary>
    public static string WriteNoMoves(string path, int lines)
    {
        using var file = new StreamWriter(path);
        file.Write("G21\nG90\nG92 X100 Y100 Z5 E0\n");
        for (int i = 0; i < lines; i++)
            file.Write("G1 X100.000 Y100.000 E0.0000\n");
        return path;
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
