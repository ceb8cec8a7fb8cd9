namespace Gantry.Simulator.Commands;

/// <summary>The settings as M503 lists them, and as Marlin says them at every start: the stock configuration's.</summary>
internal static class Settings
{
    private static readonly string[] Lines =
    [
        "; Linear Units:",
        "  G21 ; (mm)",
        "; Temperature Units:",
        "  M149 C ; Units in Celsius",
        "; Steps per unit:",
        "  M92 X80.00 Y80.00 Z400.00 E500.00",
        "; Max feedrates (units/s):",
        "  M203 X300.00 Y300.00 Z5.00 E25.00",
        "; Max Acceleration (units/s2):",
        "  M201 X3000.00 Y3000.00 Z100.00 E10000.00",
        "; Acceleration (units/s2) (P<print-accel> R<retract-accel> T<travel-accel>):",
        "  M204 P3000.00 R3000.00 T3000.00",
        "; Advanced (B<min_segment_time_us> S<min_feedrate> T<min_travel_feedrate> J<junc_dev>):",
        "  M205 B20000.00 S0.00 T0.00 J0.01",
        "; Home offset:",
        "  M206 X0.00 Y0.00 Z0.00",
        "; Hotend PID:",
        "  M301 P22.20 I1.08 D114.00",
    ];

    public static void Write(Board board)
    {
        foreach (string line in Lines)
            board.Replies.Text("echo:"u8).Text(line).End();
    }
}
