using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Gantry.Bench.Printing;

namespace Gantry.Bench.Fleet;

/// <summary>
/// The whole server with many printers that print and many who watch: <c>fleet [PRINTERS [LISTENERS]]</c>. Server, simulators
/// and listeners are processes of their own, and what each costs is said apart. And the server at rest: <c>fleet idle</c>.
/// </summary>
internal static class FleetBenchmark
{
    /// <summary>What printers at ordinary speeds take.</summary>
    private const int LinesPerSecond = 27;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(string[] arguments)
    {
        if (arguments.FirstOrDefault() == "idle")
        {
            await IdleServer.RunAsync();
            return;
        }
        int printers = Number(arguments, 0, 500);
        int listeners = Number(arguments, 1, 50);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gantry-bench-");
        string link = Path.Combine(folder.FullName, "p");
        using HostProgram simulator = HostProgram.Gantry(
            "simulate",
            "--pty",
            link,
            "--count",
            $"{printers}",
            "--boot-time",
            "1ms"
        );
        while (!Path.Exists($"{link}{printers}"))
            await Task.Delay(50);
        using var server = await ServerProgram.StartAsync(Path.Combine(folder.FullName, "data"));
        await FillAsync(server, link, printers, folder);
        using var crowd = new ListenerCrowd(server.Http, listeners);
        // The planners are full then, and the pace is the moves'.
        await Task.Delay(TimeSpan.FromSeconds(5));
        await MeasureAsync(server, simulator, crowd, printers);
        server.Dispose();
        simulator.Dispose();
        folder.Delete(recursive: true);
    }

    private static int Number(string[] arguments, int index, int otherwise) =>
        arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : otherwise;

    private static async Task FillAsync(ServerProgram server, string link, int printers, DirectoryInfo folder)
    {
        string path = BenchJob.WritePaced(
            Path.Combine(folder.FullName, "job.gcode"),
            300 * LinesPerSecond,
            LinesPerSecond
        );
        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(path));
        content.Headers.ContentType = new("application/octet-stream");
        long file = await IdOfAsync(await server.Http.PostAsync("/fleet/v1/files?name=job.gcode", content));
        var start = Stopwatch.StartNew();
        var ids = new List<long>();
        for (int i = 1; i <= printers; i++)
            ids.Add(
                await IdOfAsync(
                    await server.Http.PostAsJsonAsync(
                        "/fleet/v1/printers",
                        new
                        {
                            name = $"P{i}",
                            url = $"{link}{i}",
                            baudRate = 115200,
                        }
                    )
                )
            );
        Say($"{printers} printers added in {start.Elapsed.TotalSeconds:F1} s");
        await server.Http.PostAsJsonAsync("/fleet/v1/printers/actions", new { ids, action = "clearPlate" });
        start.Restart();
        await server.Http.PostAsJsonAsync("/fleet/v1/jobs", new { fileId = file, copies = printers });
        while (await server.PrintingAsync() < printers)
            await Task.Delay(500);
        Say($"one job of {printers} copies prints on all of them after {start.Elapsed.TotalSeconds:F1} s");
    }

    private static async Task MeasureAsync(
        ServerProgram server,
        HostProgram simulator,
        ListenerCrowd crowd,
        int printers
    )
    {
        TimeSpan ours = server.Program.ProcessorTime;
        TimeSpan theirs = simulator.ProcessorTime;
        using var self = Process.GetCurrentProcess();
        TimeSpan crowds = self.TotalProcessorTime;
        crowd.Begin();
        long start = Stopwatch.GetTimestamp();
        await Task.Delay(Measured);
        ListenerFigures heard = crowd.End();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        self.Refresh();
        double ourCores = (server.Program.ProcessorTime - ours).TotalSeconds / seconds;
        double theirCores = (simulator.ProcessorTime - theirs).TotalSeconds / seconds;
        double crowdCores = (self.TotalProcessorTime - crowds).TotalSeconds / seconds;
        Say($"{printers} printers at {LinesPerSecond} lines/s, {crowd.Count} listeners");
        Say($"the server: {ourCores:F2} cores, {server.Program.Resident / 1e6:F0} MB resident");
        Say($"besides it: the simulators {theirCores:F2} cores, the listeners {crowdCores:F2} cores");
        Say(
            $"{heard.PerSecond:F0} events/s to each; half are under {heard.Half.TotalMilliseconds:F0} ms old, 99 of 100 under {heard.Most.TotalMilliseconds:F0} ms, the oldest was {heard.Oldest.TotalMilliseconds:F0} ms"
        );
        Say(
            $"between two events of one printer: 99 of 100 times under {heard.Gap.TotalSeconds:F2} s, {heard.LongestGap.TotalSeconds:F2} s at most"
        );
    }

    private static async Task<long> IdOfAsync(HttpResponseMessage answer)
    {
        using HttpResponseMessage _ = answer;
        string text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement.GetProperty("id").GetInt64()
            : throw new InvalidOperationException(text);
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
