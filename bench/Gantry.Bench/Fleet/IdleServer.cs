using System.Globalization;
using System.Net.Http.Json;
using Gantry.Bench.Printing;

namespace Gantry.Bench.Fleet;

/// <summary>How long the server takes to start, and what it costs while ten connected printers do nothing.</summary>
internal static class IdleServer
{
    private const int Printers = 10;
    private const int Starts = 5;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(20);

    public static async Task RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gantry-bench-");
        string data = Path.Combine(folder.FullName, "data");
        string link = Path.Combine(folder.FullName, "p");
        using HostProgram simulator = HostProgram.Gantry("simulate", "--pty", link, "--count", $"{Printers}");
        while (!Path.Exists($"{link}{Printers}"))
            await Task.Delay(50);
        using (ServerProgram first = await ServerProgram.StartAsync(data))
        {
            Say($"first start, with a new database: {first.Start.TotalSeconds:F2} s");
            for (int i = 1; i <= Printers; i++)
                await first.Http.PostAsJsonAsync("/fleet/v1/printers", new { name = $"P{i}", url = $"{link}{i}" });
        }
        for (int i = 1; i < Starts; i++)
        {
            // Killed with its key still there; the new one writes another.
            File.Delete(Path.Combine(data, "local.key"));
            using ServerProgram server = await ServerProgram.StartAsync(data);
            Say(
                $"start with {Printers} printers: {server.Start.TotalSeconds:F2} s, {server.Program.ProcessorTime.TotalSeconds:F2} s of a core"
            );
            if (i < Starts - 1)
                continue;
            await Task.Delay(Settled);
            TimeSpan before = server.Program.ProcessorTime;
            await Task.Delay(Measured);
            double cores = (server.Program.ProcessorTime - before) / Measured;
            Say(
                $"at rest with {Printers} connected printers: {server.Program.Own / 1e6:F0} MB of its own, {server.Program.Resident / 1e6:F0} MB with the program files, {cores:P1} of a core"
            );
        }
        simulator.Dispose();
        folder.Delete(recursive: true);
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
