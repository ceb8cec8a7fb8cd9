using System.Diagnostics;
using Gantry.Firmware.Faults;
using Gantry.Firmware.Temperatures;
using Gantry.Printing.Jobs;
using Gantry.Printing.Temperatures;
using Gantry.Printing.Terminal;

namespace Gantry.Bench;

/// <summary>
/// What a line costs besides the line protocol, on one core: <c>lines</c>. Each is done ten million times, the reports a tenth
/// of that.
/// </summary>
internal static class LineBenchmark
{
    private const int Times = 10_000_000;

    public static Task RunAsync(string[] arguments)
    {
        Console.WriteLine($"{"", -44} {"ns", 8} {"bytes", 8}");
        var state = new ModalState();
        Measure("a move followed by the modal state", Times, _ => state.Execute("G1 X123.456 Y78.912 E0.03214"u8));
        var log = new TerminalLog();
        Measure(
            "a sent line kept by the terminal",
            Times,
            i => log.Add(TerminalDirection.Sent, "N12345G1 X123.456 Y78.912 E0.03214*99"u8, new TimeSpan(i))
        );
        var faults = new FaultClassifier();
        Measure("an ok looked at for faults", Times, _ => faults.Add("ok"u8));
        var report = new TemperatureReport();
        Measure(
            "a temperature report understood",
            Times / 10,
            _ => report.TryParse(" T:200.00 /200.00 B:60.00 /60.00 @:64 B@:30"u8)
        );
        var history = new TemperatureHistory();
        Measure(
            "a temperature report kept, one each second",
            Times / 10,
            i => history.Add(TimeSpan.FromSeconds(i), report.Readings)
        );
        return Task.CompletedTask;
    }

    private static void Measure(string name, int times, Action<int> action)
    {
        for (int i = 0; i < 100_000; i++)
            action(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
            action(i);
        double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds / times;
        double bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / times;
        Console.WriteLine($"{name, -44} {nanoseconds, 8:F0} {bytes, 8:F1}");
    }
}
