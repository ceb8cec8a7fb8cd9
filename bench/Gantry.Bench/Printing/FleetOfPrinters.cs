using System.Diagnostics;
using System.Globalization;
using Gantry.Printing;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;
using Gantry.Printing.Scripts;
using Gantry.Serial;

namespace Gantry.Bench.Printing;

/// <summary>One process that prints on 500 simulated printers, 27 lines a second on each.</summary>
internal static class FleetOfPrinters
{
    private const int Printers = 500;
    private const int PerSecond = 27;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(20);

    public static async Task RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gantry-bench-");
        string link = Path.Combine(folder.FullName, "p");
        using HostProgram simulator = HostProgram.Gantry(
            "simulate",
            "--pty",
            link,
            "--count",
            Printers.ToString(CultureInfo.InvariantCulture)
        );
        while (!Path.Exists($"{link}{Printers}"))
            await Task.Delay(50);
        string file = BenchJob.WritePaced(Path.Combine(folder.FullName, "job.gcode"), 1000 * PerSecond, PerSecond);
        using var ports = new SerialPorts(TimeProvider.System);
        using var disk = new JournalDisk();
        var jobs = new JobStore(Path.Combine(folder.FullName, "jobs"), disk, TimeProvider.System, new Random(1));
        var fleet = new List<Printer>();
        for (int i = 1; i <= Printers; i++)
            fleet.Add(
                new Printer(
                    new PrinterSetup
                    {
                        Address = PortAddress.Parse($"{link}{i}"),
                        Scripts = new PrinterScripts { AfterPrint = GCodeScript.Empty },
                    },
                    ports,
                    TimeProvider.System
                )
            );
        await Task.WhenAll(fleet.Select((p, i) => BeginAsync(p, jobs, file, $"{link}{i + 1}")));
        // The planners are full then, and the pace is the moves'.
        await Task.Delay(TimeSpan.FromSeconds(5));
        await MeasureAsync(fleet, simulator);
        foreach (Printer printer in fleet)
            await printer.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task BeginAsync(Printer printer, JobStore jobs, string file, string address)
    {
        await PrinterWait.ForAsync(printer, s => s.State == PrinterState.Idle, printer.ConnectAsync());
        CheckedFile job = await jobs.CheckAsync(file, CancellationToken.None);
        await printer.StartAsync(jobs.Begin(job, address, ""));
    }

    private static async Task MeasureAsync(List<Printer> fleet, HostProgram simulator)
    {
        using var self = Process.GetCurrentProcess();
        long[] before = [.. fleet.Select(p => p.Snapshot.Link!.Acknowledged)];
        TimeSpan ours = self.TotalProcessorTime;
        TimeSpan theirs = simulator.ProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await Task.Delay(Measured);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double[] rates =
        [
            .. fleet.Select((p, i) => ((p.Snapshot.Link?.Acknowledged ?? before[i]) - before[i]) / seconds).Order(),
        ];
        long resends = fleet.Sum(p => p.Snapshot.Link?.Resends ?? 0);
        self.Refresh();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Printers} printers: {rates.Average():F1} lines/s each (slowest {rates[0]:F1}), {resends} resends; "
                    + $"{(self.TotalProcessorTime - ours).TotalSeconds / seconds:F2} cores, "
                    + $"{self.WorkingSet64 / 1e6:F0} MB; the simulator {(simulator.ProcessorTime - theirs).TotalSeconds / seconds:F2} cores"
            )
        );
    }
}
