using Gantry.Simulator;

namespace Gantry.Tests.Simulator;

/// <summary>
/// The table of real Marlin 2.1.2 on an ATmega2560: lines per second by window, baud rate and added latency, for lines that move
/// nothing and for moves of 0.2 mm. The board that was measured runs its "115200" at 117647 baud.
/// </summary>
public sealed class ThroughputTests
{
    private const int Baud115200 = 117647;
    private const double Tolerance = 0.03;

    public static TheoryData<int, int, int, double[], double[]> Rows { get; } =
        new()
        {
            { Baud115200, 1, 0, [203, 100, 40, 18], [124, 82, 38, 18] },
            { Baud115200, 4, 0, [303, 303, 159, 72], [178, 180, 139, 71] },
            { Baud115200, 0, 127, [303, 296, 120, 54], [177, 179, 109, 53] },
            { Baud115200, 4, 127, [303, 303, 277, 126], [178, 177, 178, 121] },
            { 250000, 1, 0, [332, 124, 43, 19], [151, 95, 41, 18] },
            { 250000, 4, 0, [645, 495, 173, 75], [179, 181, 147, 72] },
            { 250000, 0, 127, [639, 371, 130, 56], [179, 181, 117, 54] },
            { 250000, 4, 127, [645, 642, 299, 131], [179, 180, 182, 125] },
        };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Lines_per_second_are_those_of_real_Marlin(
        int baud,
        int windowLines,
        int windowBytes,
        double[] still,
        double[] moving
    )
    {
        int[] latencies = [0, 5, 20, 50];
        for (int i = 0; i < latencies.Length; i++)
        {
            var latency = TimeSpan.FromMilliseconds(latencies[i]);
            Measure(baud, windowLines, windowBytes, latency, moves: false).ShouldBe(still[i], Allowed(still[i]));
            Measure(baud, windowLines, windowBytes, latency, moves: true).ShouldBe(moving[i], Allowed(moving[i]));
        }
    }

    /// <summary>0.5 mm at 60 mm/s needs 120 lines/s; at 50 ms only the 16 lines of another build keep up.</summary>
    [Theory]
    [InlineData(1, 0, 4, 116)]
    [InlineData(1, 5, 4, 80)]
    [InlineData(1, 20, 4, 37)]
    [InlineData(4, 0, 4, 120)]
    [InlineData(4, 20, 4, 120)]
    [InlineData(4, 50, 4, 68)]
    [InlineData(16, 50, 16, 119.5)]
    public void Usual_moves_come_as_fast_as_on_real_Marlin(int window, int latency, int queue, double linesPerSecond)
    {
        double measured = Measure(
            new PrinterOptions
            {
                BaudRate = Baud115200,
                QueueLines = queue,
                Latency = TimeSpan.FromMilliseconds(latency),
            },
            window,
            0,
            "G1 X110 Y100 F3600",
            i => Circle(i, 0.05, "0.01662")
        );

        measured.ShouldBe(linesPerSecond, linesPerSecond * 0.04);
    }

    // The measurements are rounded to whole lines.
    private static double Allowed(double linesPerSecond) => Math.Max(0.7, linesPerSecond * Tolerance);

    private static double Measure(int baud, int windowLines, int windowBytes, TimeSpan latency, bool moves) =>
        Measure(
            new PrinterOptions { BaudRate = baud, Latency = latency },
            windowLines,
            windowBytes,
            "G1 X110 Y100 F6000",
            i => moves ? Circle(i, 0.02, "0.00665") : "G1 X110.000 Y100.000 E0.00000"
        );

    private static double Measure(
        PrinterOptions options,
        int windowLines,
        int windowBytes,
        string first,
        Func<int, string> line
    )
    {
        var host = new WindowedHost(new VirtualPrinter(options), windowLines, windowBytes);
        host.Stream(["M302 P1", "M83", first, "M400"]);
        TimeSpan start = host.Now;
        const int Count = 400;
        host.Stream(Enumerable.Range(0, Count).Select(line));
        return Count / (host.Now - start).TotalSeconds;
    }

    // A circle of 10 mm radius, cut by an angle; about 38.5 bytes with number and checksum.
    private static string Circle(int i, double angle, string extrusion) =>
        FormattableString.Invariant(
            $"G1 X{100 + (10 * Math.Cos(i * angle)):F3} Y{100 + (10 * Math.Sin(i * angle)):F3} E{extrusion}"
        );
}
