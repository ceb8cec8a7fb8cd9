using System.Diagnostics;
using System.Globalization;
using Gantry.Printing;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;
using Gantry.Printing.Scripts;
using Gantry.Serial;

namespace Gantry.Bench.Printing;

/// <summary>What a line costs when the firmware answers at once: lines per second of one core, and bytes that are allocated.</summary>
internal static class CostPerLine
{
    private const int Lines = 1_000_000;

    public static async Task RunAsync()
    {
        foreach (int window in (int[])[4, 16])
        {
            using var board = new SimulatedBoard("--fast", "--queue-lines", "16", "--receive-buffer", "1024");
            string file = BenchJob.Write(board.PathOf("job.gcode"), moves: false, Lines);
            using var ports = new SerialPorts(TimeProvider.System);
            using var disk = new JournalDisk();
            var jobs = new JobStore(board.PathOf("jobs"), disk, TimeProvider.System, new Random(1));
            var setup = new PrinterSetup
            {
                Address = PortAddress.Parse(board.Port),
                Window = new Firmware.WindowSize(window, window == 4 ? 127 : 1023),
                Scripts = new PrinterScripts { AfterPrint = GCodeScript.Empty },
            };
            await using var printer = new Printer(setup, ports, TimeProvider.System);
            await PrinterWait.ForAsync(printer, s => s.State == PrinterState.Idle, printer.ConnectAsync());
            CheckedFile job = await jobs.CheckAsync(file, CancellationToken.None);
            Task start = printer.StartAsync(jobs.Begin(job, board.Port, ""));
            await PrinterWait.ForAsync(printer, s => s.Job?.CommandsDone > Lines / 10, start);
            Mark from = Mark.Now(printer);
            await PrinterWait.ForAsync(printer, s => s.Job is null || s.Job.CommandsDone > Lines * 9L / 10, start);
            Mark to = Mark.Now(printer);
            Report(window, from, to);
            await PrinterWait.ForAsync(printer, s => s.LastJob is not null, start);
        }
    }

    private static void Report(int window, Mark from, Mark to)
    {
        double lines = to.Lines - from.Lines;
        double seconds = Stopwatch.GetElapsedTime(from.At, to.At).TotalSeconds;
        double processor = (to.Processor - from.Processor).TotalSeconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"a queue of {window, 2}: {lines / seconds, 9:N0} lines/s, {lines / processor, 9:N0} for each second of a core, {(to.Allocated - from.Allocated) / lines:F2} bytes a line"
            )
        );
    }

    private readonly record struct Mark(long Lines, long At, TimeSpan Processor, long Allocated)
    {
        public static Mark Now(Printer printer)
        {
            using var self = Process.GetCurrentProcess();
            return new Mark(
                printer.Snapshot.Job?.CommandsDone ?? CostPerLine.Lines,
                Stopwatch.GetTimestamp(),
                self.TotalProcessorTime,
                GC.GetTotalAllocatedBytes()
            );
        }
    }
}
