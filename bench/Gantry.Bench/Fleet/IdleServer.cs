using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Gantry.Bench.Printing;

namespace Gantry.Bench.Fleet;

/// <summary>How long the server takes to start, and what it costs while ten connected printers do nothing, before and after its pages were asked for.</summary>
internal static class IdleServer
{
    private const int Printers = 10;
    private const int Starts = 5;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(15);

    /// <summary>What the site's pages ask for.</summary>
    private static readonly string[] Pages =
    [
        "/fleet/v1/printers",
        "/",
        "/fleet/v1/info",
        "/fleet/v1/queue",
        "/fleet/v1/jobs",
        "/fleet/v1/files",
        "/fleet/v1/prints",
        "/fleet/v1/statistics",
        "/fleet/v1/settings",
        "/fleet/v1/ports",
    ];

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
            await first.Http.PostAsJsonAsync(
                "/fleet/v1/users",
                new
                {
                    name = "ada",
                    password = "a fleet at rest",
                    role = "administrator",
                }
            );
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
            await SayRestAsync(server, "at rest");
            long asked = Stopwatch.GetTimestamp();
            await server.Http.GetAsync(Pages[0]);
            Say($"its first answer: {Stopwatch.GetElapsedTime(asked).TotalSeconds:F2} s");
            foreach (string page in Pages)
                await server.Http.GetAsync(page);
            await Task.Delay(Settled);
            await SayRestAsync(server, "at rest after it was used");
        }
        simulator.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task SayRestAsync(ServerProgram server, string when)
    {
        TimeSpan before = server.Program.ProcessorTime;
        await Task.Delay(Measured);
        double cores = (server.Program.ProcessorTime - before) / Measured;
        Say(
            $"{when} with {Printers} connected printers: {server.Program.Own / 1e6:F0} MB of its own, {server.Program.Resident / 1e6:F0} MB with the program files, {cores:P1} of a core"
        );
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
